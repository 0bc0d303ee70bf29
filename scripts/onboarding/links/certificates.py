"""Which certificates are trusted: the same for both engines."""

from __future__ import annotations

import os
import ssl
from collections.abc import Mapping

import certifi


class CertificatesError(Exception):
    """The trusted certificates cannot be read; the message says which."""


def trusted_certificates(environment: Mapping[str, str]) -> str:
    """The file or folder of certificates to trust, by the names that Requests and OpenSSL use."""
    names = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR")
    return next((environment[name] for name in names if environment.get(name)), certifi.where())


def trusting_context(environment: Mapping[str, str]) -> ssl.SSLContext:
    """What checks certificates against those that are trusted.

    Raises CertificatesError where the environment names a file or folder that cannot be used.
    """
    trusted = trusted_certificates(environment)
    folder = os.path.isdir(trusted)  # noqa: PTH112  OpenSSL takes it as a string too
    try:
        return ssl.create_default_context(cafile=None if folder else trusted, capath=trusted if folder else None)
    except (OSError, ssl.SSLError) as error:
        raise CertificatesError(
            f"Sertifikatene i {trusted} kan ikke brukes ({error.strerror or error}). "
            "Rett REQUESTS_CA_BUNDLE eller SSL_CERT_FILE, eller ta dem bort."
        ) from None

"""Which certificates are trusted: the same for both engines."""

from __future__ import annotations

from collections.abc import Mapping

import certifi


def trusted_certificates(environment: Mapping[str, str]) -> str:
    """The file or folder of certificates to trust, by the names that Requests and OpenSSL use."""
    names = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR")
    return next((environment[name] for name in names if environment.get(name)), certifi.where())

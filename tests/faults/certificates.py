"""Certificates good and bad, and the authority that stands behind the good ones."""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)


class Certificate(StrEnum):
    """What a host shows."""

    GOOD = "good"
    SELF_SIGNED = "self-signed"
    UNKNOWN_ISSUER = "unknown-issuer"
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    NEAR_EXPIRY = "near-expiry"
    WRONG_HOST = "wrong-host"


# When each begins and ends, counted from now; the hour keeps whole days whole while the tests run.
VALIDITY = {
    Certificate.EXPIRED: (-30 * DAY, -2 * DAY),
    Certificate.NOT_YET_VALID: (5 * DAY, 300 * DAY),
    Certificate.NEAR_EXPIRY: (-30 * DAY, 10 * DAY + HOUR),
}
USUAL = (-30 * DAY, 300 * DAY)


@dataclass(frozen=True, slots=True)
class Authority:
    """Somebody who signs certificates."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @classmethod
    def named(cls, name: str) -> Authority:
        """A new authority."""
        key = ec.generate_private_key(ec.SECP256R1())
        builder = _builder(name, name, key, USUAL).add_extension(
            x509.BasicConstraints(ca=True, path_length=0), critical=True
        )
        builder = builder.add_extension(_usage(signs=True), critical=True)
        return cls(builder.sign(key, hashes.SHA256()), key)

    def signed(self, names: x509.SubjectAlternativeName, validity: tuple[dt.timedelta, dt.timedelta]) -> Authority:
        """A certificate and its key for these names."""
        key = ec.generate_private_key(ec.SECP256R1())
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        builder = _builder("Eksempeltjener", _name_of(self.certificate), key, validity)
        for extension, critical in ((names, False), (issuer, False), (_usage(signs=False), True)):
            builder = builder.add_extension(extension, critical=critical)
        return Authority(builder.sign(self.key, hashes.SHA256()), key)

    def write(self, path: Path) -> Path:
        """The certificate as PEM, and after it the key."""
        key = self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        path.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM) + key)
        return path


class Certificates:
    """Makes what TLS listeners need, in a folder of its own. `bundle` holds the authority that clients may trust."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ours = Authority.named("Vår utsteder")
        self._theirs = Authority.named("En ukjent utsteder")
        self.bundle = folder / "bundle.pem"
        self.bundle.write_bytes(self._ours.certificate.public_bytes(serialization.Encoding.PEM))

    def context(self, kind: Certificate, address: str, name: str) -> ssl.SSLContext:
        """The TLS context of a host that shows this kind of certificate. `name` is its made-up name, or ""."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self._certificate(kind, address, name).write(self._folder / f"{address}.pem"))
        return context

    def _certificate(self, kind: Certificate, address: str, name: str) -> Authority:
        validity = VALIDITY.get(kind, USUAL)
        names = (
            _names("127.255.255.254", "feil-navn.example") if kind is Certificate.WRONG_HOST else _names(address, name)
        )
        if kind is Certificate.SELF_SIGNED:
            return _self_signed(names, validity)
        return (self._theirs if kind is Certificate.UNKNOWN_ISSUER else self._ours).signed(names, validity)


def _self_signed(names: x509.SubjectAlternativeName, validity: tuple[dt.timedelta, dt.timedelta]) -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _builder("Egensignert", "Egensignert", key, validity).add_extension(names, critical=False)
    return Authority(builder.sign(key, hashes.SHA256()), key)


def _builder(
    subject: str, issuer: str, key: ec.EllipticCurvePrivateKey, validity: tuple[dt.timedelta, dt.timedelta]
) -> x509.CertificateBuilder:
    now = dt.datetime.now(dt.UTC)
    builder = x509.CertificateBuilder().serial_number(x509.random_serial_number()).public_key(key.public_key())
    builder = builder.subject_name(_name(subject)).issuer_name(_name(issuer))
    builder = builder.not_valid_before(now + validity[0]).not_valid_after(now + validity[1])
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _name_of(certificate: x509.Certificate) -> str:
    return str(certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


def _names(address: str, name: str) -> x509.SubjectAlternativeName:
    names: list[x509.GeneralName] = [x509.IPAddress(ipaddress.ip_address(address))]
    return x509.SubjectAlternativeName([*names, x509.DNSName(name)] if name else names)


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs,
        crl_sign=signs,
        encipher_only=False,
        decipher_only=False,
    )

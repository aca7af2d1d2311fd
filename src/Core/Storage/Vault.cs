using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace WeixinWeChat.Core.Storage;

/// <summary>
/// Keeps personal data unreadable at rest. What it seals opens only with this edition's keys: the other portal's process has
/// neither the key ring nor the application name under which they are derived.
/// </summary>
/// <param name="protection">The portal's key ring.</param>
/// <param name="fingerprintKey">32 random bytes of this edition, for <see cref="Fingerprint"/>.</param>
public sealed class Vault(IDataProtectionProvider protection, byte[] fingerprintKey)
{
    /// <summary>Length of a fingerprint, in hex digits.</summary>
    public const int FingerprintLength = 64;

    /// <summary>Encrypts a text (an ID number, a phone number) for the column that <paramref name="purpose"/> names.</summary>
    public string Protect(string purpose, string text) => protection.CreateProtector("Vault", purpose).Protect(text);

    /// <summary>The text again.</summary>
    /// <exception cref="CryptographicException">It was sealed for another purpose or by another edition, or was changed.</exception>
    public string Unprotect(string purpose, string sealedText) => protection.CreateProtector("Vault", purpose).Unprotect(sealedText);

    /// <summary>Encrypts a file's bytes.</summary>
    public byte[] Protect(string purpose, byte[] bytes) => protection.CreateProtector("Vault", purpose).Protect(bytes);

    /// <summary>A file's bytes again.</summary>
    /// <exception cref="CryptographicException">As for text.</exception>
    public byte[] Unprotect(string purpose, byte[] bytes) => protection.CreateProtector("Vault", purpose).Unprotect(bytes);

    /// <summary>
    /// A keyed hash by which an encrypted value can be found and counted (same phone, same ID number) without being readable:
    /// a plain hash of eleven digits is undone in seconds.
    /// </summary>
    public string Fingerprint(string purpose, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(fingerprintKey, Encoding.UTF8.GetBytes($"{purpose}\0{text}")));
}

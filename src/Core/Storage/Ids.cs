using System.Security.Cryptography;

namespace WeixinWeChat.Core.Storage;

/// <summary>Public ids in the shapes of the real platforms (DOMAIN, identifier shapes). All are random: none can be guessed from another.</summary>
public static class Ids
{
    /// <summary>Length of an AppID: <c>wx</c> and 16 hex digits.</summary>
    public const int AppIdLength = 18;

    /// <summary>Length of an original id: <c>gh_</c> and 12 hex digits.</summary>
    public const int OriginalIdLength = 15;

    /// <summary>Length of an OpenID, beginning with <c>o</c>.</summary>
    public const int OpenIdLength = 28;

    /// <summary>Length of a <see cref="Code"/>.</summary>
    public const int CodeLength = 22;

    private const string UrlSafe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const string Alphanumeric = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    /// <summary>A new AppID.</summary>
    public static string AppId() => "wx" + RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>A new original id.</summary>
    public static string OriginalId() => "gh_" + RandomNumberGenerator.GetHexString(12, lowercase: true);

    /// <summary>A new OpenID: one per person and account.</summary>
    public static string OpenId() => "o" + RandomNumberGenerator.GetString(UrlSafe, OpenIdLength - 1);

    /// <summary>A code for links, QR tickets, media and cases: 22 letters and digits that are not mistaken for each other, over 128 bits.</summary>
    public static string Code() => RandomNumberGenerator.GetString(Alphanumeric, CodeLength);

    /// <summary>Could this text be a <see cref="Code"/>? Asked before it names a file or goes to the database.</summary>
    public static bool IsCode(string? text) => text?.Length == CodeLength && text.All(Alphanumeric.Contains);
}

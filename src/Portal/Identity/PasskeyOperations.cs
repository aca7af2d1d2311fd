using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Identity;

/// <summary>A passkey in its owner's list.</summary>
internal sealed record PasskeyRow(string Id, string Name, DateTime AddedAt, bool Synced);

/// <summary>What became of a new passkey.</summary>
internal enum PasskeyAdding
{
    Added,

    /// <summary>The browser's answer does not hold: another portal's, an old one, or forged.</summary>
    Refused,

    /// <summary>There are <see cref="PasskeyOperations.Max"/> already.</summary>
    TooMany,

    /// <summary>The password must be typed again first.</summary>
    Stale,
}

/// <summary>A person's passkeys.</summary>
internal sealed class PasskeyOperations(UserManager<PortalUser> users, PortalSignIn signIn, SecurityOperations security, SecurityMails told, PortalDb db, TimeProvider clock)
{
    /// <summary>Passkeys of one person.</summary>
    public const int Max = 10;

    /// <summary>Longest name of a passkey.</summary>
    public const int NameMax = 40;

    /// <summary>Longest answer of a browser that is looked at.</summary>
    public const int CredentialMax = 32 * 1024;

    public async Task<IReadOnlyList<PasskeyRow>> List(PortalUser user) =>
        [.. (await users.GetPasskeysAsync(user)).OrderBy(key => key.CreatedAt)
            .Select(key => new PasskeyRow(WebEncoders.Base64UrlEncode(key.CredentialId), key.Name ?? "", key.CreatedAt.UtcDateTime, key.IsBackedUp))];

    public async Task<PasskeyAdding> Add(ClaimsPrincipal principal, PortalUser user, string? credential, string name)
    {
        if (!await security.IsFresh(principal))
            return PasskeyAdding.Stale;
        if (string.IsNullOrEmpty(credential) || credential.Length > CredentialMax)
            return PasskeyAdding.Refused;
        var attestation = await Answered(() => signIn.PerformPasskeyAttestationAsync(credential));
        if (attestation is not { Succeeded: true } || attestation.UserEntity.Id != user.Id)
            return PasskeyAdding.Refused;
        if ((await users.GetPasskeysAsync(user)).Count >= Max)
            return PasskeyAdding.TooMany;
        attestation.Passkey.Name = name.Trim();
        var added = await db.Audited(Fact(user, "passkey.added"), () => users.AddOrUpdatePasskeyAsync(user, attestation.Passkey),
            () => told.Tell(db, user, "Security.PasskeyAdded", name.Trim()));
        await signIn.RefreshSignInAsync(user);
        return added.Succeeded ? PasskeyAdding.Added : PasskeyAdding.Refused;
    }

    public async Task<bool> Rename(PortalUser user, string? id, string name)
    {
        if (await Find(user, id) is not { } key)
            return false;
        key.Name = name.Trim();
        return (await db.Audited(Fact(user, "passkey.renamed"), () => users.AddOrUpdatePasskeyAsync(user, key))).Succeeded;
    }

    public async Task<bool> Remove(PortalUser user, string? id) =>
        await Find(user, id) is { } key && (await db.Audited(Fact(user, "passkey.removed"), () => users.RemovePasskeyAsync(user, key.CredentialId),
            () => told.Tell(db, user, "Security.PasskeyRemoved", key.Name ?? ""))).Succeeded;

    /// <summary>Signs in with a passkey. It proves possession and the person in one, so no second step follows.</summary>
    public async Task<bool> SignIn(string? credential)
    {
        if (!string.IsNullOrEmpty(credential) && credential.Length <= CredentialMax
            && await Answered(() => signIn.PasskeySignInAsync(credential)) is { Succeeded: true })
            return true;
        db.Record(new AuditFact(clock.UtcNow, "visitor", "people.sign-in-failed", "passkey"));
        await db.SaveChangesAsync();
        return false;
    }

    // An answer for which nobody asked (an old page, a hand-made form) is reported by exception.
    private static async Task<T?> Answered<T>(Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return await ask();
        }
        catch (Exception error) when (error is InvalidOperationException or PasskeyException or FormatException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private async Task<UserPasskeyInfo?> Find(PortalUser user, string? id)
    {
        try
        {
            return string.IsNullOrEmpty(id) ? null : await users.GetPasskeyAsync(user, WebEncoders.Base64UrlDecode(id));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private AuditFact Fact(PortalUser user, string action) => new(clock.UtcNow, user.Id, action, user.Id);
}

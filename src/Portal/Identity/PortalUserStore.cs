using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Identity;

/// <summary>Identity's store, with the secrets of the second step (the app's key, the recovery codes) sealed: whoever copies the database signs in nowhere.</summary>
internal sealed class PortalUserStore(PortalDb db, Vault vault, IdentityErrorDescriber errors)
    : UserStore<PortalUser, IdentityRole, PortalDb, string>(db, errors)
{
    private const string Purpose = "UserToken";

    public override Task SetTokenAsync(PortalUser user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        base.SetTokenAsync(user, loginProvider, name, value is null ? null : vault.Protect(Purpose, value), cancellationToken);

    public override async Task<string?> GetTokenAsync(PortalUser user, string loginProvider, string name, CancellationToken cancellationToken) =>
        await base.GetTokenAsync(user, loginProvider, name, cancellationToken) is { } value ? vault.Unprotect(Purpose, value) : null;
}

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OtpNet;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Identity;

/// <summary>
/// The codes of an authenticator app, each good once: whoever looks over a shoulder, or runs a page between person and portal, has it in
/// the same half minute. The step of the last one is kept in the database, so that two nodes cannot both take it.
/// </summary>
internal sealed class AuthenticatorCodes(PortalDb db, TimeProvider clock) : AuthenticatorTokenProvider<PortalUser>
{
    // A phone whose clock is half a minute off is common, one that is a minute off is broken.
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<PortalUser> manager, PortalUser user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } key
            || !new Totp(Base32Encoding.ToBytes(key)).VerifyTotp(clock.UtcNow, token, out var step, Window))
            return false;
        return await db.Users.Where(row => row.Id == user.Id && (row.AuthenticatorStep == null || row.AuthenticatorStep < step))
            .ExecuteUpdateAsync(row => row.SetProperty(own => own.AuthenticatorStep, step)) == 1;
    }
}

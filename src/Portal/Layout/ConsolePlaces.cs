using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Layout;

/// <summary>An official account as the switcher shows it.</summary>
/// <param name="AppId">Its public id.</param>
/// <param name="Name">Its name.</param>
/// <param name="AvatarCode">Its picture in the media store.</param>
/// <param name="Role">What the reader is there.</param>
public sealed record AccountPlace(string AppId, string Name, string? AvatarCode, MemberRole Role);

/// <summary>Where a person may go: the official accounts they belong to.</summary>
public sealed class ConsolePlaces(IDbContextFactory<PortalDb> dbs)
{
    /// <summary>The switcher's longest list; whoever has more finds them on the page of accounts.</summary>
    public const int Most = 50;

    /// <summary>The accounts of a person by name, and in any case the one whose console is open.</summary>
    public async Task<IReadOnlyList<AccountPlace>> Of(Person actor, string? openAppId, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await (
            from member in db.Memberships
            join account in db.OfficialAccounts on member.AccountId equals account.Id
            where member.UserId == actor.UserId
            orderby account.AppId == openAppId descending, account.Name, account.Id
            select new AccountPlace(account.AppId, account.Name, account.AvatarCode, member.Role)).Take(Most).ToListAsync(cancel);
    }
}

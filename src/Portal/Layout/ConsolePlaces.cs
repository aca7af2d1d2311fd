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
public sealed record AccountPlace(string AppId, string Name, string? AvatarCode, MemberRole Role)
{
    /// <summary>Whether the reader sees the account's console, and not only the few pages that their work needs.</summary>
    public bool HasConsole => Permissions.OfMember[Role].Contains(Permissions.AccountView);

    /// <summary>The reader's pages of the account, where its console is not theirs.</summary>
    public IReadOnlyList<NavEntry> Work(IEnumerable<NavEntry> entries) => HasConsole
        ? []
        : [.. entries.Where(entry => Permissions.OfMember[Role].Contains(entry.Permission)).OrderBy(entry => entry.Group).ThenBy(entry => entry.Order)];

    /// <summary>Where the reader begins at this account: its console, or the first page of their work; the start page when they have none.</summary>
    public string AddressFor(IEnumerable<NavEntry> entries) => HasConsole ? $"/a/{AppId}" : Work(entries) is [var first, ..] ? first.AddressFor(AppId) : "/";
}

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

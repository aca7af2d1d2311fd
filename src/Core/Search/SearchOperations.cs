using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Search;

/// <summary>Finds accounts by name, handle and introduction. The index finds, the database says what is shown, and <see cref="Visibility"/> whether.</summary>
public sealed class SearchOperations(IDbContextFactory<PortalDb> dbs, EditionPolicy edition, AccountIndexer indexer)
{
    /// <summary>Longest search text, in characters.</summary>
    public const int TermMax = 40;

    /// <summary>Results in one answer.</summary>
    public const int PageSize = 20;

    /// <summary>
    /// Searches accounts in Chinese, in pinyin (whole or its first letters), and in letters. First the name itself or the handle, then names
    /// of which a word begins so, then what sounds alike; when none is written so, those that are with a letter or two changed; then
    /// introductions. Among those as near the badge goes before followers, and followers before age.
    /// </summary>
    /// <param name="term">As typed; at most <see cref="TermMax"/> characters of it count. Nothing finds nothing.</param>
    /// <param name="after">What the answer before gave as the next; null for the first answer. Anything else begins anew.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Null while the index is still being made.</returns>
    public async Task<Slice<AccountCard>?> Search(string? term, string? after = null, CancellationToken cancel = default)
    {
        var typed = (term ?? "").Trim();
        if (typed.Length > TermMax)
            typed = typed[..TermMax];
        if (typed.Length == 0)
            return new([], null);
        if (await indexer.Current(cancel) is not { } index)
            return null;
        var hits = index.Find(typed, Place(after), PageSize + 1);
        if (hits.Count == 0)
            return new([], null);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var standings = Visibility.SearchableStandings(edition);
        var ids = hits.Take(PageSize).Select(hit => hit.Id).ToList();
        var cards = await db.OfficialAccounts.AsNoTracking().Where(account => ids.Contains(account.Id) && standings.Contains(account.Standing))
            .Select(account => new { account.Id, Card = new AccountCard(account.AppId, account.Name, account.Introduction, account.AvatarCode, account.Standing) })
            .ToDictionaryAsync(row => row.Id, row => row.Card, cancel);
        return new([.. ids.Where(cards.ContainsKey).Select(id => cards[id])], hits.Count > PageSize ? Place(hits[PageSize - 1]) : null);
    }

    private static string Place(AccountHit hit) => string.Create(CultureInfo.InvariantCulture, $"{(int)hit.Nearness}.{hit.Rank}.{hit.Id}");

    private static AccountHit? Place(string? text) =>
        text?.Split('.') is [var nearness, var rank, var id]
        && int.TryParse(nearness, NumberStyles.None, CultureInfo.InvariantCulture, out var how) && Enum.IsDefined((Nearness)how)
        && long.TryParse(rank, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new((Nearness)how, place, number)
            : null;
}

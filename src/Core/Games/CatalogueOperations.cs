using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Games;

/// <summary>The platform's staff and the catalogues of games: which game is shown in which region, under what title, from when to when.</summary>
public sealed class CatalogueOperations(IDbContextFactory<PortalDb> dbs, EditionPolicy policy, PictureOwner pictures, TimeProvider clock)
{
    /// <summary>Entries in one part of the list.</summary>
    public const int PageSize = 50;

    private const string DayFormat = "yyyy-MM-dd";

    private static readonly Bilingual NoGame = new("Choose a game.", "请选择游戏。");
    private static readonly Bilingual NoRegion = new("Choose at least one region.", "请至少选择一个地区。");
    private static readonly Bilingual Unreadable = new("It holds characters that cannot be shown. Type it anew.", "内容包含无法显示的字符，请重新输入。");
    private static readonly Bilingual Unfilled = new("Fill this in.", "请填写此项。");
    private static readonly Bilingual NoPicture = new("Choose a picture.", "请选择图片。");
    private static readonly Bilingual NoDay = new("Choose a day.", "请选择日期。");
    private static readonly Bilingual Backwards = new("The last day is before the first.", "结束日期早于开始日期。");
    private static readonly Bilingual NoOrder = new($"A whole number from 1 to {CatalogueEntry.OrderMax}.", $"请输入 1 至 {CatalogueEntry.OrderMax} 之间的整数。");
    private static readonly Bilingual Full = new($"The catalogue holds {CatalogueEntry.EntriesMax} entries, the most there may be.", $"目录已达 {CatalogueEntry.EntriesMax} 条的上限。");

    /// <summary>The clock on which days are meant.</summary>
    public string TimeZone => policy.TimeZone ?? "UTC";

    /// <summary>The regions that this portal's catalogues are for; the mainland is one.</summary>
    public IReadOnlyList<string> Regions { get; } = policy.GameCatalogue == GameCatalogue.Mainland
        ? [Places.Mainland]
        : [CatalogueRegion.Elsewhere, .. Places.Countries.Where(region => region != Places.Mainland)];

    /// <summary>The entries in a state, in their order. Empty for who may not see them.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="state">Which of them.</param>
    /// <param name="after">Code of the last one seen; null for the first part.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Slice<EntryRow>> List(Person actor, EntryState state, string? after = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (!await db.Holds(actor, Permissions.GamesManage, cancel))
            return new([], null);
        var entries = db.CatalogueEntries.AsNoTracking().Where(row => row.State == state);
        if (after is not null && await db.CatalogueEntries.Where(row => row.Code == after).Select(row => new { row.Order, row.Id }).SingleOrDefaultAsync(cancel) is { } last)
            entries = entries.Where(row => row.Order > last.Order || (row.Order == last.Order && row.Id > last.Id));
        var found = await entries.OrderBy(row => row.Order).ThenBy(row => row.Id).Take(PageSize + 1).ToListAsync(cancel);
        var (ids, places) = (found.Select(row => row.Id).ToList(), db.CatalogueRegions);
        var regions = (await places.AsNoTracking().Where(row => ids.Contains(row.EntryId)).ToListAsync(cancel)).ToLookup(row => row.EntryId, row => row.Region);
        var rows = found.Take(PageSize).Select(row => new EntryRow(row.Code, GameKind.Of(row.Game)!.Name, row.Title, row.PictureCode, [.. regions[row.Id].Order(StringComparer.Ordinal)],
            DayOf(row.FromAt), LastDayOf(row.UntilAt), row.Order)).ToList();
        return new(rows, found.Count > PageSize ? rows[^1].Code : null);
    }

    /// <summary>The regions that have a catalogue of their own by now: nothing of the one for all others is shown there. Empty for who may not know.</summary>
    public async Task<IReadOnlyList<string>> OwnCatalogues(Person actor, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (!await db.Holds(actor, Permissions.GamesManage, cancel))
            return [];
        var places = db.CatalogueRegions;
        return await db.CatalogueEntries.Where(row => row.State == EntryState.Shown || row.State == EntryState.Withdrawn)
            .Join(places, entry => entry.Id, place => place.EntryId, (_, place) => place.Region)
            .Where(region => region != CatalogueRegion.Elsewhere).Distinct().OrderBy(region => region).ToListAsync(cancel);
    }

    /// <summary>One entry; null for who may not see it, whether or not there is one.</summary>
    public async Task<EntrySheet?> Find(Person actor, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (!await db.Holds(actor, Permissions.GamesManage, cancel)
            || await db.CatalogueEntries.AsNoTracking().Include(row => row.Regions).SingleOrDefaultAsync(row => row.Code == code, cancel) is not { } entry)
            return null;
        return new(code, GameKind.Of(entry.Game)!, entry.State, entry.Version, new(entry.Game, [.. entry.Regions.Select(row => row.Region).Order(StringComparer.Ordinal)],
            entry.TitleZh, entry.TitleEn, entry.WordsZh, entry.WordsEn, entry.PictureCode, DayOf(entry.FromAt), LastDayOf(entry.UntilAt), entry.Order.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Writes a new entry, or an entry anew.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="code">Which; null for a new one.</param>
    /// <param name="version">As it was read.</param>
    /// <param name="draft">What was typed.</param>
    /// <param name="state">Where it is to stand then: shown, withdrawn, or as it stands when nothing is said.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<EntryAnswer> Save(Person actor, string? code, Guid version, EntryDraft draft, EntryState? state = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(draft);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (!await db.Holds(actor, Permissions.GamesManage, cancel))
            return new(EntryOutcome.Missing);
        var known = code is null ? null : await db.CatalogueEntries.Include(row => row.Regions).SingleOrDefaultAsync(row => row.Code == code, cancel);
        if (code is not null && known is null)
            return new(EntryOutcome.Missing);
        if (known is not null && known.Version != version)
            return new(EntryOutcome.Conflict);
        var kind = GameKind.Of(known?.Game ?? draft.Game);
        var (title, words) = (new Bilingual(Line(draft.TitleEn), Line(draft.TitleZh)), new Bilingual(Line(draft.WordsEn), Line(draft.WordsZh)));
        var (from, until, order) = (Day(draft.From), Day(draft.Until), Order(draft.Order));
        List<(string, Bilingual)> problems = [.. ProblemsOf(draft, kind, title, words, from, until, order)];
        if (!Ids.IsCode(draft.Picture) || (draft.Picture != known?.PictureCode && !await pictures.IsBy(actor, draft.Picture!, cancel)))
            problems.Add((EntryFields.Picture, NoPicture));
        if (kind is not null && await Taken(db, kind, draft.Regions, known?.Id, cancel) is { } taken)
            problems.Add((EntryFields.Regions, taken));
        if (known is null && await db.CatalogueEntries.Where(row => row.State == EntryState.Draft || row.State == EntryState.Shown || row.State == EntryState.Withdrawn).CountAsync(cancel) >= CatalogueEntry.EntriesMax)
            problems.Add((EntryFields.Game, Full));
        if (problems.Count > 0)
            return new(EntryOutcome.Invalid, Problems: problems);

        var entry = known ?? db.Add(new CatalogueEntry { Game = kind!.Code }).Entity;
        entry.Write(title, words, draft.Picture!, Utc(from!.Value), until is { } last ? Utc(last.AddDays(1)) : null, order!.Value, [.. draft.Regions.Distinct()]);
        var before = entry.State;
        if (state == EntryState.Shown)
            entry.Show();
        else if (state == EntryState.Withdrawn)
            entry.Withdraw();
        var act = entry.State != before ? entry.State == EntryState.Shown ? "game.shown" : "game.withdrawn" : known is null ? "game.added" : "game.changed";
        // Two hundred regions would not fit into the log's line.
        db.Record(new AuditFact(clock.UtcNow, actor.UserId, act, entry.Code, Detail: $"{entry.Game} {string.Join(' ', entry.Regions.Select(row => row.Region).Order(StringComparer.Ordinal).Take(100))}"));
        try
        {
            await db.SaveChangesAsync(cancel);
            return new(EntryOutcome.Saved, entry.Code);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new(EntryOutcome.Conflict);
        }
        catch (DbUpdateException)
        {
            // Another one took a region in this moment. Anything else is a fault and stays one.
            await using var again = await dbs.CreateDbContextAsync(cancel);
            if (await Taken(again, kind!, draft.Regions, known?.Id, cancel) is not { } now)
                throw;
            return new(EntryOutcome.Invalid, Problems: (EntryFields.Regions, now));
        }
    }

    /// <summary>Throws a draft away. What subscribers have seen is withdrawn instead.</summary>
    public async Task<EntryAnswer> Discard(Person actor, string code, Guid version, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (!await db.Holds(actor, Permissions.GamesManage, cancel) || await db.CatalogueEntries.SingleOrDefaultAsync(row => row.Code == code, cancel) is not { } entry)
            return new(EntryOutcome.Missing);
        if (entry.State != EntryState.Draft || entry.Version != version)
            return new(EntryOutcome.Conflict);
        db.Remove(entry);
        db.Record(new AuditFact(clock.UtcNow, actor.UserId, "game.discarded", code, Detail: entry.Game));
        try
        {
            await db.SaveChangesAsync(cancel);
            return new(EntryOutcome.Saved, code);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new(EntryOutcome.Conflict);
        }
    }

    private IEnumerable<(string Field, Bilingual Text)> ProblemsOf(EntryDraft draft, GameKind? kind, Bilingual title, Bilingual words, DateOnly? from, DateOnly? until, int? order)
    {
        if (kind is null)
            yield return (EntryFields.Game, NoGame);
        if (draft.Regions.Count == 0 || draft.Regions.Except(Regions).Any())
            yield return (EntryFields.Regions, NoRegion);
        foreach (var (field, text, most) in new[]
                 {
                     (EntryFields.TitleZh, title.Zh, CatalogueEntry.TitleMax), (EntryFields.TitleEn, title.En, CatalogueEntry.TitleMax),
                     (EntryFields.WordsZh, words.Zh, CatalogueEntry.WordsMax), (EntryFields.WordsEn, words.En, CatalogueEntry.WordsMax),
                 })
        {
            if (text.Length > most)
                yield return (field, new($"At most {most} characters.", $"最多 {most} 个字。"));
            else if (!VisibleText.IsQuiet(text))
                yield return (field, Unreadable);
            else if (!VisibleText.IsSeen(text))
                yield return (field, Unfilled);
        }

        if (from is null)
            yield return (EntryFields.From, NoDay);
        if (until is null && !string.IsNullOrWhiteSpace(draft.Until))
            yield return (EntryFields.Until, NoDay);
        else if (until < from)
            yield return (EntryFields.Until, Backwards);
        if (order is null)
            yield return (EntryFields.Order, NoOrder);
    }

    private static async Task<Bilingual?> Taken(PortalDb db, GameKind kind, IReadOnlyList<string> regions, long? but, CancellationToken cancel)
    {
        var others = await db.CatalogueRegions.Where(row => row.Game == kind.Code && regions.Contains(row.Region) && row.EntryId != but).Select(row => row.Region).OrderBy(region => region).Take(5).ToListAsync(cancel);
        if (others.Count == 0)
            return null;
        return new($"This game has an entry already for: {Named("all other regions")}. Change that one.", $"该游戏在以下地区已有条目：{Named("其他地区")}。请修改原条目。");

        string Named(string elsewhere) => string.Join(", ", others.Select(region => region == CatalogueRegion.Elsewhere ? elsewhere : region));
    }

    private static string Line(string? typed) => string.Join(' ', (typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // Years in which a clock can be turned forth and back without an end of time.
    private static DateOnly? Day(string? typed) =>
        DateOnly.TryParseExact(typed?.Trim(), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and < 2200 ? day : null;

    private static int? Order(string? typed) =>
        int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var order) && order is >= 1 and <= CatalogueEntry.OrderMax ? order : null;

    private DateTime Utc(DateOnly day) => ZonedTime.ToUtc(day.ToDateTime(TimeOnly.MinValue), TimeZone);

    private string DayOf(DateTime utc) => DateOnly.FromDateTime(ZonedTime.ToLocal(utc, TimeZone)).ToString(DayFormat, CultureInfo.InvariantCulture);

    private string? LastDayOf(DateTime? utc) => utc is { } end ? DayOf(end.AddDays(-1)) : null;
}

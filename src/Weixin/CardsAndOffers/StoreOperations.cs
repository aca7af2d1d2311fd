using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>A shop as it is shown.</summary>
public sealed record StoreRow(string Code, string Name, string Address, string Phone);

/// <summary>The fields of a shop.</summary>
public enum StoreField
{
    /// <summary>What it is called.</summary>
    Name = 1,

    /// <summary>Where it is.</summary>
    Address,

    /// <summary>Its telephone.</summary>
    Phone,
}

/// <summary>What is wrong with a shop's field.</summary>
/// <param name="Field">Where; null when it is the shop as a whole.</param>
/// <param name="Reason">In words.</param>
public sealed record StoreFault(StoreField? Field, Bilingual Reason);

/// <summary>What closing a shop came to.</summary>
/// <param name="Found">Is there such a shop for the actor?</param>
/// <param name="Cards">Titles of cards that are good at no other open shop: while there is one, the shop stays open.</param>
public sealed record StoreClosing(bool Found, IReadOnlyList<string> Cards);

/// <summary>The shops of a brand.</summary>
public sealed class StoreOperations(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    private const int Named = 5;

    /// <summary>Its shops, by the order in which they came. Null when not the actor's account.</summary>
    public async Task<IReadOnlyList<StoreRow>?> List(Person actor, string appId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.AccountOf(actor, appId, Permissions.CardsManage, cancel) is { } account ? await Of(db, account.Id, cancel) : null;
    }

    /// <summary>Adds a shop, or changes one. Null when not the actor's.</summary>
    public async Task<IReadOnlyList<StoreFault>?> Save(Person actor, string appId, string? code, string? name, string? address, string? phone, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.CardsManage, cancel) is not { } account)
            return null;
        var (named, placed, called) = (Tidied(name), Tidied(address), Tidied(phone));
        List<StoreFault> faults = [];
        Check(StoreField.Name, named, Store.NameMax, new("Enter the shop's name.", "请输入门店名称。"));
        Check(StoreField.Address, placed, Store.AddressMax, new("Enter the shop's address.", "请输入门店地址。"));
        Check(StoreField.Phone, called, Store.PhoneMax, null);
        if (called.Any(c => !char.IsAsciiDigit(c) && c is not ('+' or '-' or ' ' or '(' or ')')))
            faults.Add(new(StoreField.Phone, new("A telephone number is digits, such as 021-55501234.", "电话由数字组成，例如 021-55501234。")));
        if (faults.Count > 0)
            return faults;

        Store? store;
        if (code is null)
        {
            if (await db.Stores.CountAsync(row => row.AccountId == account.Id && row.ClosedAt == null, cancel) >= Store.Most)
                return [new(null, new($"At most {Store.Most} shops.", $"最多 {Store.Most} 家门店。"))];
            db.Add(store = new Store { AccountId = account.Id });
        }
        else
        {
            store = await db.Stores.SingleOrDefaultAsync(row => row.AccountId == account.Id && row.Code == code && row.ClosedAt == null, cancel);
            if (store is null)
                return [new(null, new("This shop has been closed meanwhile. Save again to add it as a new one.", "该门店已被关闭。再次保存将作为新门店添加。"))];
        }

        store.Describe(named, placed, called);
        db.Record(new AuditFact(clock.UtcNow, actor.UserId, code is null ? "store.opened" : "store.changed", store.Code, appId));
        await db.SaveChangesAsync(cancel);
        return [];

        void Check(StoreField field, string text, int most, Bilingual? missing)
        {
            if (text.Length > most)
                faults.Add(new(field, new($"At most {most} characters.", $"最多 {most} 个字符。")));
            else if (!VisibleText.IsQuiet(text))
                faults.Add(new(field, new("There are characters in it that cannot be seen.", "包含无法显示的字符。")));
            else if (missing is { } reason && !VisibleText.IsSeen(text))
                faults.Add(new(field, reason));
        }
    }

    /// <summary>Closes a shop: nothing is redeemed there any more. It stays open while a card that people have, or can take, is good nowhere else.</summary>
    public async Task<StoreClosing> Close(Person actor, string appId, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.InTransaction<StoreClosing>(async () =>
        {
            if (await db.AccountOf(actor, appId, Permissions.CardsManage, cancel) is not { } account)
                return (new(false, []), false);
            // All are held first: of two that are closed at once, the second is not counted on by the first.
            await db.Stores.Where(row => row.AccountId == account.Id && row.ClosedAt == null).ExecuteUpdateAsync(row => row.SetProperty(it => it.ClosedAt, it => it.ClosedAt), cancel);
            if (await db.Stores.SingleOrDefaultAsync(row => row.AccountId == account.Id && row.Code == code, cancel) is not { } store)
                return (new(false, []), false);
            if (store.ClosedAt is not null)
                return (new(true, []), false);
            if (await GoodNowhereElse(db, store, cancel) is { Count: > 0 } cards)
                return (new(true, cards), false);
            store.Close(clock.UtcNow);
            db.Record(new AuditFact(clock.UtcNow, actor.UserId, "store.closed", store.Code, appId));
            await db.SaveChangesAsync(cancel);
            return (new(true, []), true);
        }, cancel);
    }

    private async Task<IReadOnlyList<string>> GoodNowhereElse(PortalDb db, Store store, CancellationToken cancel)
    {
        var (now, named, codes) = (clock.UtcNow, db.CardStores, db.CardCodes);
        var others = db.Stores.Where(row => row.AccountId == store.AccountId && row.Id != store.Id && row.ClosedAt == null);
        return await db.Cards.Where(row => row.AccountId == store.AccountId && !row.Terms.UseAllStores
                && named.Any(it => it.CardId == row.Id && it.StoreId == store.Id)
                && !named.Any(it => it.CardId == row.Id && others.Any(other => other.Id == it.StoreId))
                && (row.State == CardState.Dispatched || codes.Any(it => it.CardId == row.Id
                    && (it.State == CodeState.Normal || it.State == CodeState.Gifting || it.State == CodeState.GiftTimeout) && (it.ValidUntil == null || it.ValidUntil > now))))
            .OrderBy(row => row.Id).Take(Named).Select(row => row.Terms.Title).ToListAsync(cancel);
    }

    internal static async Task<IReadOnlyList<StoreRow>> Of(PortalDb db, long accountId, CancellationToken cancel) =>
        await db.Stores.Where(row => row.AccountId == accountId && row.ClosedAt == null).OrderBy(row => row.Id).Take(Store.Most)
            .Select(row => new StoreRow(row.Code, row.Name, row.Address, row.Phone)).ToListAsync(cancel);

    // Too long stays as it is, to be refused.
    private static string Tidied(string? text) => text?.Length > 4 * Store.AddressMax ? text : string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

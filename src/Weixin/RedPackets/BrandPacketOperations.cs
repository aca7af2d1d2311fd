using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.RedPackets;

/// <summary>A campaign's red packets: their budget is taken from the account's takings before, and what is left of it goes back there.</summary>
public sealed class BrandPacketOperations(
    IDbContextFactory<PortalDb> dbs, Books books, EditionPolicy policy, PlatformLimits limits, TimeProvider clock, ILogger<BrandPacketOperations> log)
{
    /// <summary>A campaign's red packets, for its brand; null when the campaign is not theirs.</summary>
    public async Task<BrandPacketView?> Find(Person actor, string appId, string? code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await CampaignOf(db, actor, appId, code, cancel) is not { } campaign)
            return null;
        var packet = await db.BrandPackets.AsNoTracking().SingleOrDefaultAsync(row => row.CampaignId == campaign.Id, cancel);
        var people = packet is null ? 0 : await db.BrandPacketShares.LongCountAsync(row => row.PacketId == packet.Id && row.Number == 1, cancel);
        return new(campaign.Title, campaign.State, await Books.Balance(db, LedgerParty.Takings(campaign.AccountId), cancel), packet, people);
    }

    /// <summary>What is wrong with what was typed; empty when nothing is.</summary>
    public IReadOnlyList<BrandPacketProblem> Check(BrandPacketForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Read(form).Problems;
    }

    /// <summary>Puts the budget aside. What stands already stays as it is.</summary>
    /// <returns>What is wrong; empty when it stands. Null when the campaign is not theirs.</returns>
    public async Task<IReadOnlyList<BrandPacketProblem>?> Fund(Person actor, string appId, string? code, BrandPacketForm form, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await CampaignOf(db, actor, appId, code, cancel) is not { } campaign)
            return null;
        var (packet, problems) = Read(form);
        if (packet is null)
            return problems;
        // Before its launch it can still be thrown away, and its period moved.
        if (campaign.State == CampaignState.Draft)
            return [new(BrandPacketField.Form, new("Launch the campaign first.", "请先发布活动。"))];
        if (await db.OfficialAccounts.AnyAsync(row => row.Id == campaign.AccountId && row.Standing == AccountStanding.Suspended, cancel))
            return [new(BrandPacketField.Form, new("The account is suspended.", "账号已被暂停使用。"))];
        if (campaign.State is CampaignState.Ended or CampaignState.Withdrawn || campaign.EndsAt <= clock.UtcNow)
            return [new(BrandPacketField.Form, new("The campaign is over.", "活动已结束。"))];
        return await books.Move<IReadOnlyList<BrandPacketProblem>>(db, async () =>
        {
            if (await db.BrandPackets.AnyAsync(row => row.CampaignId == campaign.Id, cancel))
                return ([], false);
            var made = packet(campaign);
            db.Add(made);
            db.Record(new AuditFact(clock.UtcNow, actor.UserId, "red-packets.funded", campaign.Code, appId));
            await db.SaveChangesAsync(cancel);
            var (takings, budget) = (LedgerParty.Takings(campaign.AccountId), LedgerParty.Budget(made.Id));
            if (await books.Post(db, Posting.Of($"budget:{made.Id}", EntryKind.Budget, campaign.Code, takings, budget, made.BudgetFen), cancel) == PostOutcome.NotEnough)
            {
                var has = await Books.Balance(db, takings, cancel);
                return ([new(BrandPacketField.Budget, new($"More than the takings of {Money.Yuan(has)}.", $"超出账户余额 {Money.Yuan(has)}。"))], false);
            }

            return ([], true);
        }, cancel);
    }

    /// <summary>Ends it early: nobody opens one any more, and the rest goes back to the takings. False when the campaign is not theirs.</summary>
    public async Task<bool> Stop(Person actor, string appId, string? code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await CampaignOf(db, actor, appId, code, cancel) is not { } campaign
            || await db.BrandPackets.AsNoTracking().SingleOrDefaultAsync(row => row.CampaignId == campaign.Id, cancel) is not { } packet)
            return false;
        await Close(db, packet.Id, new(clock.UtcNow, actor.UserId, "red-packets.stopped", campaign.Code, appId), cancel);
        return true;
    }

    /// <summary>Does this campaign have red packets, open or not?</summary>
    public async Task<bool> HasAny(long campaignId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.BrandPackets.AnyAsync(row => row.CampaignId == campaignId, cancel);
    }

    /// <summary>A campaign's red packets, for a reader; null when it has none, or the reader may not know of it.</summary>
    public async Task<GiftView?> Look(long me, string? code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await Seen(db, me, code, cancel) is { } seen ? await ViewOf(db, me, seen, cancel) : null;
    }

    /// <summary>Opens one: as often as one person may, while there is money, at the hours and the pace that the brand set.</summary>
    /// <returns>Where the reader stands afterwards; null when there is nothing for them to know of.</returns>
    public async Task<GiftView?> Open(long me, string? code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await books.Move<GiftView?>(db, async () =>
        {
            if (await Seen(db, me, code, cancel) is not { } seen)
                return (null, false);
            // Held first, all of the account's: what is counted below is of those who were before.
            await db.BrandPackets.Where(row => row.AccountId == seen.Packet.AccountId).ExecuteUpdateAsync(row => row.SetProperty(one => one.Given, one => one.Given), cancel);
            seen = (await Seen(db, me, code, cancel))!;
            var view = await ViewOf(db, me, seen, cancel);
            if (view.State != BrandPacketStanding.Open)
                return (view, false);
            if (!await db.Wallets.AnyAsync(row => row.SubscriberId == me, cancel))
                return (view with { State = BrandPacketStanding.NoWallet }, false);
            var (packet, now) = (seen.Packet, clock.UtcNow);
            // What could not make another one goes along with this one, or this one leaves enough for another; where neither is possible the
            // rest goes back at the end.
            var (left, least) = (packet.BudgetFen - packet.SpentFen, packet.LeastFen);
            var fen = Math.Min(RandomNumberGenerator.GetInt32((int)least, (int)packet.MostFen + 1), left);
            if (left - fen < least)
                fen = left <= packet.MostFen ? left : left - least >= least ? left - least : packet.MostFen;
            var given = await db.BrandPackets.Where(row => row.Id == packet.Id && row.ClosedAt == null && row.SpentFen + fen <= row.BudgetFen)
                .ExecuteUpdateAsync(row => row.SetProperty(one => one.SpentFen, one => one.SpentFen + fen).SetProperty(one => one.Given, one => one.Given + 1), cancel);
            if (given == 0)
                return (view with { State = BrandPacketStanding.Spent }, false);
            var number = view.MineCount + 1;
            db.Add(new BrandPacketShare { PacketId = packet.Id, AccountId = packet.AccountId, SubscriberId = me, Number = number, Fen = fen, TakenAt = now });
            var posting = Posting.Of($"gift:{packet.Id}:{me}:{number}", EntryKind.BrandPacket, seen.Campaign.Code, LedgerParty.Budget(packet.Id), LedgerParty.Wallet(me), fen);
            if (await books.Post(db, posting, cancel) != PostOutcome.Posted)
                throw new InvalidOperationException($"The budget of {seen.Campaign.Code} does not match what was given of it.");
            return (await ViewOf(db, me, (await Seen(db, me, code, cancel))!, cancel), true);
        }, cancel);
    }

    /// <summary>Gives back what is left where the campaign is over.</summary>
    public Task CloseOver(CancellationToken cancel = default)
    {
        var now = clock.UtcNow;
        return dbs.Each(db =>
        {
            var over = db.Campaigns.Where(row => row.State == CampaignState.Ended || row.State == CampaignState.Withdrawn || row.EndsAt <= now);
            return db.BrandPackets.Where(row => row.ClosedAt == null && over.Any(campaign => campaign.Id == row.CampaignId));
        }, row => row.Id, async packet =>
        {
            await using var db = await dbs.CreateDbContextAsync(cancel);
            await Close(db, packet.Id, null, cancel);
        }, (packet, error) => log.LogError(error, "The rest of the red packets of campaign {Campaign} could not be given back", packet.CampaignId), cancel);
    }

    private async Task Close(PortalDb db, long id, AuditFact? fact, CancellationToken cancel)
    {
        var now = clock.UtcNow;
        await books.Move(db, async () =>
        {
            if (await db.BrandPackets.Where(row => row.Id == id && row.ClosedAt == null).ExecuteUpdateAsync(row => row.SetProperty(one => one.ClosedAt, now), cancel) == 0)
                return (false, false);
            var packet = await db.BrandPackets.AsNoTracking().SingleAsync(row => row.Id == id, cancel);
            if (fact is not null)
                db.Record(fact);
            if (packet.BudgetFen > packet.SpentFen)
            {
                var campaign = await db.Campaigns.Where(row => row.Id == packet.CampaignId).Select(row => row.Code).SingleAsync(cancel);
                var posting = Posting.Of($"unspent:{id}", EntryKind.BudgetReturned, campaign, LedgerParty.Budget(id), LedgerParty.Takings(packet.AccountId), packet.BudgetFen - packet.SpentFen);
                if (await books.Post(db, posting, cancel) != PostOutcome.Posted)
                    throw new InvalidOperationException($"The budget of {campaign} does not match what was given of it.");
            }

            await db.SaveChangesAsync(cancel);
            return (true, true);
        }, cancel);
    }

    private async Task<GiftView> ViewOf(PortalDb db, long me, Gift gift, CancellationToken cancel)
    {
        var (packet, campaign, now) = (gift.Packet, gift.Campaign, clock.UtcNow);
        var mine = await db.BrandPacketShares.AsNoTracking().Where(row => row.PacketId == packet.Id && row.SubscriberId == me).OrderBy(row => row.Number).ToListAsync(cancel);
        var (minuteAgo, dayAgo) = (now - BrandPacket.Pause, now.AddDays(-1));
        var given = db.BrandPacketShares.Where(row => row.AccountId == packet.AccountId);
        var state = campaign switch
        {
            _ when mine.Count >= packet.PerPerson => BrandPacketStanding.Had,
            { State: not (CampaignState.Launching or CampaignState.Running) } => BrandPacketStanding.Closed,
            _ when packet.BudgetFen - packet.SpentFen < packet.LeastFen => BrandPacketStanding.Spent,
            _ when packet.ClosedAt is not null || campaign.StartsAt > now || campaign.EndsAt <= now || !gift.MayJoin => BrandPacketStanding.Closed,
            _ when !gift.Joined => BrandPacketStanding.JoinFirst,
            _ when !packet.IsGivenAt(TimeZoneInfo.ConvertTimeFromUtc(now, TimeZoneInfo.FindSystemTimeZoneById(policy.TimeZone!)).Hour) => BrandPacketStanding.NotNow,
            _ when await given.AnyAsync(row => row.SubscriberId == me && row.TakenAt > minuteAgo, cancel) => BrandPacketStanding.Busy,
            _ when await given.CountAsync(row => row.SubscriberId == me && row.TakenAt > dayAgo, cancel) >= BrandPacket.PerPersonMax => BrandPacketStanding.Today,
            _ when await given.CountAsync(row => row.PacketId == packet.Id && row.TakenAt > minuteAgo, cancel) >= packet.PerMinute => BrandPacketStanding.Busy,
            _ when await given.CountAsync(row => row.TakenAt > minuteAgo, cancel) >= BrandPacket.PerMinuteMax => BrandPacketStanding.Busy,
            _ => BrandPacketStanding.Open,
        };
        return new(state, mine.Sum(share => share.Fen), mine.Count, packet.PerPerson, packet.FromHour, packet.ToHour);
    }

    // Whoever may read the campaign, and nobody else.
    private async Task<Gift?> Seen(PortalDb db, long me, string? code, CancellationToken cancel)
    {
        if (!Ids.IsCode(code))
            return null;
        var found = await (from campaign in db.Campaigns.AsNoTracking().Where(row => row.Code == code && (row.State == CampaignState.Launching || row.State == CampaignState.Running || row.State == CampaignState.Ended))
                           join packet in db.BrandPackets.AsNoTracking() on campaign.Id equals packet.CampaignId
                           join account in db.OfficialAccounts on campaign.AccountId equals account.Id
                           select new { campaign, packet, account.Standing }).SingleOrDefaultAsync(cancel);
        if (found is null)
            return null;
        var (campaignId, accountId) = (found.campaign.Id, found.campaign.AccountId);
        var following = await db.Followings.AsNoTracking().SingleOrDefaultAsync(row => row.AccountId == accountId && row.SubscriberId == me, cancel);
        if (following?.Blocked == true || !Visibility.DecideForOwnPeople(policy, found.Standing, following?.Follows == true, WayIn.Campaign, Act.View).Allowed)
            return null;
        var mayJoin = Visibility.DecideForOwnPeople(policy, found.Standing, following?.Follows == true, WayIn.Campaign, Act.Join).Allowed;
        var joined = await db.Deliveries.AnyAsync(row => row.CampaignId == campaignId && row.SubscriberId == me && row.JoinedAt != null, cancel);
        return new(found.packet, found.campaign, joined, mayJoin);
    }

    private static async Task<Campaign?> CampaignOf(PortalDb db, Person actor, string appId, string? code, CancellationToken cancel)
    {
        if (!Ids.IsCode(code) || await db.AccountOf(actor, appId, Permissions.PaymentsManage, cancel) is not { } account)
            return null;
        return await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(row => row.Code == code && row.AccountId == account.Id, cancel);
    }

    private (Func<Campaign, BrandPacket>? Make, IReadOnlyList<BrandPacketProblem> Problems) Read(BrandPacketForm form)
    {
        List<BrandPacketProblem> problems = [];
        var budget = Fen(form.Budget, limits.BrandPacketBudgetFen, BrandPacketField.Budget);
        var least = Fen(form.Least, BrandPacket.MostOfOne, BrandPacketField.Least);
        var most = string.IsNullOrWhiteSpace(form.Most) ? least : Fen(form.Most, BrandPacket.MostOfOne, BrandPacketField.Most);
        if (least is > 0 and < BrandPacket.LeastOfOne)
            problems.Add(new(BrandPacketField.Least, new($"At least {Money.Yuan(BrandPacket.LeastOfOne)} each.", $"单个红包不少于 {Money.Yuan(BrandPacket.LeastOfOne)}。")));
        if (most < least)
            problems.Add(new(BrandPacketField.Most, new("Not less than the least.", "不能小于最低金额。")));
        if (budget > 0 && budget < most)
            problems.Add(new(BrandPacketField.Budget, new("Less than a single red packet may hold.", "预算不足以发放一个红包。")));
        var perPerson = Count(form.PerPerson, BrandPacket.PerPersonMax, BrandPacketField.PerPerson);
        var perMinute = Count(form.PerMinute, BrandPacket.PerMinuteMax, BrandPacketField.PerMinute);
        if (form.FromHour is < 0 or > 23 || form.ToHour is < 1 or > 24 || form.ToHour <= form.FromHour)
            problems.Add(new(BrandPacketField.Hours, new("The second hour must be later than the first.", "结束时间须晚于开始时间。")));
        return problems.Count > 0 ? (null, problems) : (campaign => new BrandPacket
        {
            CampaignId = campaign.Id,
            AccountId = campaign.AccountId,
            BudgetFen = budget,
            LeastFen = least,
            MostFen = most,
            PerPerson = perPerson,
            FromHour = form.FromHour,
            ToHour = form.ToHour,
            PerMinute = perMinute,
            CreatedAt = clock.UtcNow,
        }, []);

        long Fen(string? typed, long max, BrandPacketField field)
        {
            var (fen, problem) = Money.Read(typed, max);
            if (fen is null)
                problems.Add(new(field, problem));
            return fen ?? 0;
        }

        int Count(string? typed, int max, BrandPacketField field)
        {
            if (int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= max)
                return count;
            problems.Add(new(field, new($"A whole number from 1 to {max}.", $"请输入 1 到 {max} 之间的整数。")));
            return 0;
        }
    }

    private sealed record Gift(BrandPacket Packet, Campaign Campaign, bool Joined, bool MayJoin);
}

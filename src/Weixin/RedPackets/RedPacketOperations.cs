using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.RedPackets;

/// <summary>Red packets between subscribers: money put aside in shares, opened once per person within 24 hours, the rest given back.</summary>
public sealed class RedPacketOperations(
    IDbContextFactory<PortalDb> dbs, Books books, PaymentPassword passwords, Spending spending, Recipients recipients, PlatformLimits limits, TimeProvider clock,
    ILogger<RedPacketOperations> log)
{
    /// <summary>Red packets for one friend stand under the friend's number, and go with the friend to another one.</summary>
    public static NumberMove Move => new((db, before, now, cancel) =>
        db.RedPackets.Where(row => row.ToKey == before).ExecuteUpdateAsync(row => row.SetProperty(one => one.ToKey, now), cancel));

    /// <summary>Who leaves for good has no red packet lying open: what nobody takes would come back to a wallet of nobody.</summary>
    public static Leaving Leaving => new(
        (_, _, _, _) => Task.CompletedTask,
        Hindrance: async (db, me, _, cancel) => await db.RedPackets.AnyAsync(row => row.FromId == me && row.State == RedPacketState.Open, cancel)
            ? new("A red packet of yours can still be opened. What nobody takes comes back within 24 hours.", "你发出的红包还可以领取，未领取的部分将在 24 小时内退回，请届时再注销。")
            : null);

    /// <summary>Rows of a list.</summary>
    public const int Shown = 30;

    private static readonly Bilingual Usual = new("Best wishes", "恭喜发财，大吉大利");

    /// <summary>Puts the money aside and divides it.</summary>
    public async Task<RedPacketResult> Send(long me, RedPacketForm form, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (!await db.Wallets.AnyAsync(row => row.SubscriberId == me, cancel))
            return new([WalletProblems.NoWallet], null);
        List<WalletProblem> problems = [];
        var to = form.Kind == RedPacketKind.Friend ? await recipients.Read(db, me, form.Friend, form.Phone, problems, cancel) : null;
        var shares = form.Kind == RedPacketKind.Friend ? 1 : SharesOf(form.Shares, problems);
        var fen = FenOf(form, shares, problems);
        var (greeting, wrongGreeting) = NoteText.Read(form.Greeting, RedPacket.GreetingMax);
        if (greeting is null)
            problems.Add(new(WalletFields.Note, wrongGreeting));
        if (greeting is null || problems.Count > 0)
            return new(problems, null);
        if (greeting.Length == 0)
            greeting = Usual.ToString();

        // Another wish under the same key must not pass for done.
        var same = db.RedPackets.Where(row => row.FromId == me && row.FormKey == form.Key);
        if (await same.AsNoTracking().SingleOrDefaultAsync(cancel) is { } before)
            return before.Kind == form.Kind && before.Fen == fen && before.Shares == shares && before.ToKey == (to?.Key ?? "") ? new([], before.Code) : new([WalletProblems.Used], null);
        // Last: a form that is wrong otherwise costs no try.
        if (await passwords.Check(db, me, form.Password, cancel) is { } wrong)
            return new([wrong], null);

        var (code, now) = (Ids.Code(), clock.UtcNow);
        var divided = form.Kind == RedPacketKind.Lucky ? Division.Lucky(fen, shares) : Division.Equal(fen, shares);
        var problem = await books.Move(db, async () =>
        {
            await db.HoldWallets(me, cancel);
            if (await same.AnyAsync(cancel))
                return (default(WalletProblem), false);
            var dayAgo = now.AddDays(-1);
            if (await db.RedPackets.CountAsync(row => row.FromId == me && row.SentAt > dayAgo, cancel) >= limits.RedPacketsPerDay)
                return (new(WalletFields.Form, new($"{limits.RedPacketsPerDay} red packets in 24 hours, the most there may be. Try again tomorrow.", $"24 小时内最多发 {limits.RedPacketsPerDay} 个红包，请明天再试。")), false);
            if (await spending.Beyond(db, me, fen, cancel) is { } tooMuch)
                return (tooMuch, false);
            var packet = new RedPacket
            {
                Code = code,
                FormKey = form.Key,
                FromId = me,
                Kind = form.Kind,
                ToKey = to?.Key ?? "",
                ToMasked = to?.Masked ?? "",
                Fen = fen,
                Shares = shares,
                Greeting = greeting,
                SentAt = now,
                ExpiresAt = now + RedPacket.Lifetime,
            };
            db.Add(packet);
            await db.SaveChangesAsync(cancel);
            db.AddRange(divided.Select((share, index) => new RedPacketShare { PacketId = packet.Id, Number = index + 1, Fen = share }));
            if (await books.Post(db, Posting.Of($"packet:{code}", EntryKind.RedPacket, code, LedgerParty.Wallet(me), LedgerParty.Pot(packet.Id), fen), cancel) == PostOutcome.NotEnough)
                return (WalletProblems.Beyond(await Books.Balance(db, LedgerParty.Wallet(me), cancel)), false);
            return (default(WalletProblem), true);
        }, cancel);
        return problem is null ? new([], await same.Select(row => row.Code).SingleAsync(cancel)) : new([problem], null);
    }

    /// <summary>Takes the next share, once per person.</summary>
    public async Task<OpenOutcome> Open(long me, string? code, CancellationToken cancel = default)
    {
        if (!Ids.IsCode(code))
            return OpenOutcome.Missing;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var key = await Recipients.KeyOf(db, me, cancel);
        return await books.Move(db, async () =>
        {
            if (await db.RedPackets.SingleOrDefaultAsync(row => row.Code == code && (row.ToKey == "" || row.ToKey == key || row.FromId == me), cancel) is not { } packet)
                return (OpenOutcome.Missing, false);
            if (await db.RedPacketShares.AnyAsync(row => row.PacketId == packet.Id && row.TakenById == me, cancel))
                return (OpenOutcome.Opened, false);
            if (packet.Kind == RedPacketKind.Friend && packet.FromId == me)
                return (OpenOutcome.Own, false);
            if (packet.State == RedPacketState.Empty)
                return (OpenOutcome.Empty, false);
            // The minute in which the round has not come by yet belongs to the sender all the same.
            if (packet.State == RedPacketState.Returned || packet.ExpiresAt <= clock.UtcNow)
                return (OpenOutcome.Over, await GiveBack(db, packet, cancel));
            if (!await db.Wallets.AnyAsync(row => row.SubscriberId == me, cancel))
                return (OpenOutcome.NoWallet, false);
            // The row of the red packet is the turnstile: whoever counts themselves in first has the next share.
            if (await db.RedPackets.Where(row => row.Id == packet.Id && row.State == RedPacketState.Open && row.Taken < row.Shares).ExecuteUpdateAsync(row => row.SetProperty(one => one.Taken, one => one.Taken + 1), cancel) == 0)
                return (OpenOutcome.Empty, false);
            await db.Entry(packet).ReloadAsync(cancel);
            var share = await db.RedPacketShares.SingleAsync(row => row.PacketId == packet.Id && row.Number == packet.Taken, cancel);
            share.Take(me, clock.UtcNow);
            if (packet.Taken == packet.Shares)
                packet.End(RedPacketState.Empty, clock.UtcNow);
            await Post(db, packet, Posting.Of($"open:{packet.Code}:{share.Number}", EntryKind.RedPacketOpened, packet.Code, LedgerParty.Pot(packet.Id), LedgerParty.Wallet(me), share.Fen), cancel);
            return (OpenOutcome.Opened, true);
        }, cancel);
    }

    /// <summary>A red packet that the reader sent, that is for them, or whose link they have; null for every other.</summary>
    public async Task<RedPacketView?> Find(long me, string? code, CancellationToken cancel = default)
    {
        if (!Ids.IsCode(code))
            return null;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var key = await Recipients.KeyOf(db, me, cancel);
        var found = await (from row in db.RedPackets.AsNoTracking().Where(row => row.Code == code && (row.ToKey == "" || row.ToKey == key || row.FromId == me))
                           join sender in db.Subscribers on row.FromId equals sender.Id
                           select new { row, sender.Nickname }).SingleOrDefaultAsync(cancel);
        if (found is null)
            return null;
        var packet = found.row;
        // At most as many as a red packet has shares.
        var taken = await (from share in db.RedPacketShares.Where(row => row.PacketId == packet.Id && row.TakenById != null)
                           join taker in db.Subscribers on share.TakenById equals taker.Id
                           orderby share.Number descending
                           select new ShareView(taker.Nickname, taker.Id == me, share.Fen, share.TakenAt!.Value, false)).ToListAsync(cancel);
        var state = packet.State == RedPacketState.Open && packet.ExpiresAt <= clock.UtcNow ? RedPacketState.Returned : packet.State;
        if (packet.Kind == RedPacketKind.Lucky && state == RedPacketState.Empty)
        {
            var most = taken.Max(share => share.Fen);
            var best = taken.FindLastIndex(share => share.Fen == most);
            taken[best] = taken[best] with { IsBest = true };
        }

        var mine = packet.FromId == me;
        // Who could still open it does not see what the others got: it would be a reason to wait.
        var shown = mine || state != RedPacketState.Open || taken.Any(share => share.IsMine);
        return new(packet.Code, packet.Kind, mine, found.Nickname, mine ? packet.ToMasked : "", packet.Greeting, state, packet.Fen, packet.Shares, shown ? taken : [], packet.Taken,
            packet.SentAt, packet.ExpiresAt, packet.EndedAt);
    }

    /// <summary>What waits for the reader by their number: the newest, at most <see cref="Shown"/>.</summary>
    public async Task<IReadOnlyList<RedPacketRow>> Waiting(long me, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var (key, now) = (await Recipients.KeyOf(db, me, cancel), clock.UtcNow);
        return await (from row in db.RedPackets.Where(row => row.ToKey == key && row.State == RedPacketState.Open && row.ExpiresAt > now)
                      join sender in db.Subscribers on row.FromId equals sender.Id
                      orderby row.Id descending
                      select new RedPacketRow(row.Code, row.Kind, sender.Nickname, null, row.Taken, row.Shares, row.State, row.SentAt)).Take(Shown).ToListAsync(cancel);
    }

    /// <summary>What the reader has sent, newest first, at most <see cref="Shown"/>.</summary>
    public async Task<IReadOnlyList<RedPacketRow>> Sent(long me, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var now = clock.UtcNow;
        return await db.RedPackets.Where(row => row.FromId == me).OrderByDescending(row => row.Id).Take(Shown)
            .Select(row => new RedPacketRow(row.Code, row.Kind, row.ToMasked, row.Fen, row.Taken, row.Shares,
                row.State == RedPacketState.Open && row.ExpiresAt <= now ? RedPacketState.Returned : row.State, row.SentAt)).ToListAsync(cancel);
    }

    /// <summary>What the reader has opened, newest first, at most <see cref="Shown"/>.</summary>
    public async Task<IReadOnlyList<RedPacketRow>> Opened(long me, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await (from share in db.RedPacketShares.Where(row => row.TakenById == me)
                      join packet in db.RedPackets on share.PacketId equals packet.Id
                      join sender in db.Subscribers on packet.FromId equals sender.Id
                      orderby share.TakenAt descending, packet.Id descending
                      select new RedPacketRow(packet.Code, packet.Kind, sender.Nickname, share.Fen, packet.Taken, packet.Shares, packet.State, share.TakenAt!.Value)).Take(Shown).ToListAsync(cancel);
    }

    /// <summary>Gives back what nobody took in time.</summary>
    public Task ReturnOver(CancellationToken cancel = default)
    {
        var now = clock.UtcNow;
        return dbs.Each(db => db.RedPackets.Where(row => row.State == RedPacketState.Open && row.ExpiresAt <= now), row => row.Id, async packet =>
        {
            await using var db = await dbs.CreateDbContextAsync(cancel);
            await books.Move(db, async () => (true, await GiveBack(db, await db.RedPackets.SingleAsync(row => row.Id == packet.Id, cancel), cancel)), cancel);
        }, (packet, error) => log.LogError(error, "Red packet {Packet} could not be given back", packet.Code), cancel);
    }

    // False when there is nothing to give back any more.
    private async Task<bool> GiveBack(PortalDb db, RedPacket packet, CancellationToken cancel)
    {
        // Its row is held: nobody takes a share between this look and the commit.
        if (await db.RedPackets.Where(row => row.Id == packet.Id && row.State == RedPacketState.Open).ExecuteUpdateAsync(row => row.SetProperty(one => one.Taken, one => one.Taken), cancel) == 0)
            return false;
        var rest = await db.RedPacketShares.Where(row => row.PacketId == packet.Id && row.TakenById == null).SumAsync(row => row.Fen, cancel);
        packet.End(RedPacketState.Returned, clock.UtcNow);
        await Post(db, packet, Posting.Of($"rest:{packet.Code}", EntryKind.RedPacketReturned, packet.Code, LedgerParty.Pot(packet.Id), LedgerParty.Wallet(packet.FromId), rest), cancel);
        return true;
    }

    private async Task Post(PortalDb db, RedPacket packet, Posting posting, CancellationToken cancel)
    {
        if (await books.Post(db, posting, cancel) != PostOutcome.Posted)
            throw new InvalidOperationException($"What is in the red packet {packet.Code} does not match its shares.");
    }

    private int SharesOf(string? typed, List<WalletProblem> problems)
    {
        var most = limits.RedPacketShares;
        if (int.TryParse(IdText.Normalise(typed ?? ""), NumberStyles.None, CultureInfo.InvariantCulture, out var shares) && shares >= 1 && shares <= most)
            return shares;
        problems.Add(new(RedPacketFields.Shares, new($"A whole number from 1 to {most}.", $"请输入 1 到 {most} 之间的整数。")));
        return 0;
    }

    private static long FenOf(RedPacketForm form, int shares, List<WalletProblem> problems)
    {
        var each = form.Kind != RedPacketKind.Lucky;
        // What all may hold is not known before the number is; that is asked for first.
        var most = each ? Division.MostFen : Math.Max(1, shares) * Division.MostFen;
        var (read, problem) = Money.Read(form.Amount, most);
        if (read is not { } fen)
        {
            problems.Add(new(WalletFields.Amount, problem));
            return 0;
        }

        if (each)
            return fen * shares;
        if (fen < shares)
            problems.Add(new(WalletFields.Amount, new($"At least {Money.Yuan(shares)}: a fen for each.", $"至少 {Money.Yuan(shares)}，每个红包不少于 0.01 元。")));
        return fen;
    }
}

using System.Collections.Frozen;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Weixin.Ledger;

namespace WeixinWeChat.Weixin.Wallet;

/// <summary>Which movements are shown.</summary>
public enum HistoryFilter
{
    /// <summary>All.</summary>
    All = 1,

    /// <summary>What came.</summary>
    In,

    /// <summary>What went.</summary>
    Out,
}

/// <summary>What moved the money, by sorts that a person looks for.</summary>
public enum HistoryKind
{
    /// <summary>All.</summary>
    All = 1,

    /// <summary>From and to bank cards.</summary>
    Bank,

    /// <summary>From and to friends.</summary>
    Transfers,

    /// <summary>To official accounts, and back from there.</summary>
    Payments,

    /// <summary>Red packets.</summary>
    RedPackets,
}

/// <summary>A subscriber's own wallet: opening it, looking at it, and the password to it. Nobody else's can be asked for.</summary>
public sealed class WalletOperations(
    IDbContextFactory<PortalDb> dbs, PaymentPassword passwords, ConfirmationCodes codes, Vault vault, EditionPolicy policy, PlatformLimits limits, TimeProvider clock)
{
    /// <summary>Movements of a page.</summary>
    public const int PageSize = 30;

    /// <summary>What the codes for another payment password are for.</summary>
    public static readonly CodePurpose ResetPurpose = new("wallet-password", new("set another payment password", "重置支付密码"));

    private const int Handful = 5;

    private static readonly FrozenDictionary<HistoryKind, IReadOnlyList<EntryKind>> Sorts = new Dictionary<HistoryKind, IReadOnlyList<EntryKind>>
    {
        [HistoryKind.Bank] = [EntryKind.TopUp, EntryKind.Withdrawal, EntryKind.WithdrawalPaid, EntryKind.WithdrawalReturned, EntryKind.BankTransfer, EntryKind.BankTransferPaid, EntryKind.BankTransferReturned],
        [HistoryKind.Transfers] = [EntryKind.Transfer, EntryKind.TransferAccepted, EntryKind.TransferReturned],
        [HistoryKind.Payments] = [EntryKind.Payment, EntryKind.Refund, EntryKind.Ticket, EntryKind.TicketRefund, EntryKind.PurseTopUp, EntryKind.PursePayout],
        [HistoryKind.RedPackets] = [EntryKind.RedPacket, EntryKind.RedPacketOpened, EntryKind.RedPacketReturned, EntryKind.BrandPacket],
    }.ToFrozenDictionary();

    private static readonly Bilingual Differ = new("The two are not the same.", "两次输入的密码不一致。");

    /// <summary>Who leaves for good empties the wallet first: money outlives a wish to leave.</summary>
    public static Leaving Leaving => new(
        async (db, me, _, cancel) =>
        {
            await db.BankCards.Where(row => row.SubscriberId == me)
                .ExecuteUpdateAsync(row => row.SetProperty(one => one.BoundKey, (string?)null).SetProperty(one => one.Number, ""), cancel);
            await db.Wallets.Where(row => row.SubscriberId == me).ExecuteUpdateAsync(row => row.SetProperty(one => one.PasswordHash, ""), cancel);
        },
        new("Your bank cards and the payment password.", "绑定的银行卡和支付密码。"),
        new(
            "Your payments, and the name and ID number of your wallet: the law asks for them for five years. A refund that comes afterwards cannot reach you.",
            "支付记录，以及零钱账户的实名信息：依法保存五年。注销后的退款将无法退回给你。"),
        async (db, me, _, cancel) =>
        {
            var fen = await Books.Balance(db, LedgerParty.Wallet(me), cancel) + await Books.Balance(db, LedgerParty.Held(me), cancel);
            if (fen > 0)
                return new($"Your wallet holds {Money.Yuan(fen)}, what is on its way included. Withdraw or spend it first.", $"零钱中还有 {Money.Yuan(fen)}（含在途资金），请先提现或用完。");
            return await db.BankOrders.AnyAsync(row => row.SubscriberId == me && row.State == BankOrderState.Asked, cancel)
                ? new("The bank is at work on an order of yours. Wait until it is done.", "银行正在处理你的一笔订单，请等待完成。")
                : null;
        });

    /// <summary>The wallet; null when none was opened.</summary>
    public async Task<WalletView?> Find(long me, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.Wallets.AsNoTracking().SingleOrDefaultAsync(row => row.SubscriberId == me, cancel) is not { } wallet)
            return null;
        var cards = await db.BankCards.AsNoTracking().Where(row => row.SubscriberId == me && row.BoundKey != null).OrderByDescending(row => row.Id).ToListAsync(cancel);
        var latest = await Movements(db, me, (1, long.MaxValue), HistoryFilter.All, HistoryKind.All).Take(Handful).ToListAsync(cancel);
        return new(Masked(vault.Unprotect(Wallet.Purposes.Name, wallet.Name)), latest.Count > 0 ? latest[0].BalanceFen : 0,
            await Books.Balance(db, LedgerParty.Held(me), cancel), [.. cards.Select(card => card.View())], latest, wallet.IsLocked(clock.UtcNow));
    }

    /// <summary>Opens a wallet in the person's own name. One that is open already stays as it is.</summary>
    /// <returns>What is wrong; empty when it is open.</returns>
    public async Task<IReadOnlyList<WalletProblem>> Open(long me, OpenForm form, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        var (name, nameProblem) = SubjectText.PersonName(form.Name);
        var id = ResidentId.Read(form.IdNumber, Today);
        List<WalletProblem> problems = [];
        if (name is null)
            problems.Add(new(WalletFields.Name, nameProblem));
        if (!id.IsValid)
            problems.Add(new(WalletFields.IdNumber, id.Reason));
        problems.AddRange(OfPassword(form.Password, form.Repeated, id.IsValid ? id.Value.Value : null));
        if (problems.Count > 0)
            return problems;

        var number = id.Value!.Value;
        var key = vault.Fingerprint(Wallet.Purposes.IdNumber, number);
        var wallet = new Wallet
        {
            SubscriberId = me,
            Name = vault.Protect(Wallet.Purposes.Name, name!),
            IdNumber = vault.Protect(Wallet.Purposes.IdNumber, number),
            IdKey = key,
            OpenedAt = clock.UtcNow,
        };
        wallet.PasswordHash = passwords.Hash(wallet, form.Password!);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        // Serializable, so that two that are opened at the same moment do not both find that there is room for one more.
        return await db.InTransaction<IReadOnlyList<WalletProblem>>(System.Data.IsolationLevel.Serializable, async () =>
        {
            if (await db.Wallets.AnyAsync(row => row.SubscriberId == me, cancel))
                return ([], false);
            if (await db.Wallets.CountAsync(row => row.IdKey == key, cancel) >= limits.WalletsPerIdNumber)
                return ([new(WalletFields.IdNumber, new($"This ID number has {limits.WalletsPerIdNumber} wallets already, the most it may have.", $"该身份证号已开通 {limits.WalletsPerIdNumber} 个零钱账户，达到上限。"))], false);
            db.Add(wallet);
            db.Record(new AuditFact(clock.UtcNow, Subscriber.ActorOf(me), "wallet.opened", Subscriber.ActorOf(me)));
            await db.SaveChangesAsync(cancel);
            return ([], true);
        }, cancel);
    }

    /// <summary>A page of movements, newest first.</summary>
    /// <param name="me">The owner.</param>
    /// <param name="before">The position below which it begins; null for the newest.</param>
    /// <param name="filter">Which are shown.</param>
    /// <param name="kind">Of what sort.</param>
    /// <param name="month">The month of China's clock to which they belong, by its first day; null for all.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<MovementPage> History(
        long me, long? before, HistoryFilter filter, HistoryKind kind = HistoryKind.All, DateOnly? month = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var places = month is { } one ? await db.PlacesOf(me, one, cancel) : (First: 1, End: long.MaxValue);
        var rows = await Movements(db, me, (places.First, Math.Min(before ?? long.MaxValue, places.End)), filter, kind).Take(PageSize + 1).ToListAsync(cancel);
        return new([.. rows.Take(PageSize)], rows.Count > PageSize ? rows[PageSize - 1].Position : null);
    }

    /// <summary>Where such a code goes.</summary>
    public async Task<string> MaskedPhone(long me, CancellationToken cancel = default) => (await PhoneOf(me, cancel)).Masked;

    /// <summary>Sends a code to the subscriber's own phone, to set another payment password.</summary>
    public async Task<CodeNote> SendPasswordCode(long me, CancellationToken cancel = default)
    {
        var phone = await PhoneOf(me, cancel);
        var sent = await codes.Send(ResetPurpose, OutboxChannel.Sms, phone.E164, cancel: cancel);
        return new(sent.State, phone.Masked);
    }

    /// <summary>Sets another payment password: whoever reads the phone and knows the ID number may. It opens a locked wallet.</summary>
    /// <returns>What is wrong; empty when it is set.</returns>
    public async Task<IReadOnlyList<WalletProblem>> ResetPassword(long me, PasswordReset form, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.Wallets.AsNoTracking().SingleOrDefaultAsync(row => row.SubscriberId == me, cancel) is not { } wallet)
            return [new(WalletFields.Form, new("There is no wallet yet.", "尚未开通零钱。"))];
        var id = ResidentId.Read(form.IdNumber, Today);
        // Measured by the number that was typed: by the one that is kept, every try would tell a piece of it.
        List<WalletProblem> problems = [.. OfPassword(form.Password, form.Repeated, id.IsValid ? id.Value.Value : null)];
        if (!id.IsValid)
            problems.Add(new(WalletFields.IdNumber, id.Reason));
        if (string.IsNullOrWhiteSpace(form.Code))
            problems.Add(new(WalletFields.Code, new("Enter the code from the text message.", "请输入短信验证码。")));
        if (problems.Count > 0)
            return problems;
        // The code first: each try at the ID number costs one of the few that a code bears.
        var check = await codes.Check(ResetPurpose, (await PhoneOf(me, cancel)).E164, form.Code, cancel);
        if (check != CodeCheck.Right)
            return [new(WalletFields.Code, check switch
            {
                CodeCheck.Expired => new("This code is too old. Send another one.", "验证码已过期，请重新获取。"),
                CodeCheck.TooManyTries => new("Too many wrong codes. Send another one.", "错误次数过多，请重新获取验证码。"),
                _ => new("Not the code that was sent last.", "验证码错误。"),
            })];
        if (id.Value!.Value != vault.Unprotect(Wallet.Purposes.IdNumber, wallet.IdNumber))
            return [new(WalletFields.IdNumber, new("Not the ID number that this wallet was opened with. Send another code to try again.", "与开通时的身份证号不一致，请重新获取验证码后再试。"))];

        var (hash, now) = (passwords.Hash(wallet, form.Password!), clock.UtcNow);
        return await db.InTransaction<IReadOnlyList<WalletProblem>>(async () =>
        {
            // All of it, whatever wrong tries have written meanwhile.
            await db.Wallets.Where(row => row.SubscriberId == me).ExecuteUpdateAsync(
                row => row.SetProperty(one => one.PasswordHash, hash).SetProperty(one => one.WrongTries, 0).SetProperty(one => one.TriedAt, now), cancel);
            db.Record(new AuditFact(now, Subscriber.ActorOf(me), "wallet.password-set", Subscriber.ActorOf(me)));
            await db.SaveChangesAsync(cancel);
            return ([], true);
        }, cancel);
    }

    /// <summary>A subscriber as the audit log names them.</summary>

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(clock.UtcNow, TimeZoneInfo.FindSystemTimeZoneById(policy.TimeZone!)));

    private static IQueryable<MovementRow> Movements(PortalDb db, long me, (long First, long End) places, HistoryFilter filter, HistoryKind kind)
    {
        var (first, end) = places;
        var rows = from account in db.LedgerAccounts.Where(row => row.Kind == LedgerKind.Wallet && row.Owner == me)
                   join line in db.LedgerLines on account.Id equals line.AccountId
                   join entry in db.LedgerEntries on line.EntryId equals entry.Id
                   where line.Position >= first && line.Position < end
                   select new { line, entry };
        if (Sorts.TryGetValue(kind, out var kinds))
            rows = rows.Where(row => kinds.Contains(row.entry.Kind));
        rows = filter switch
        {
            HistoryFilter.In => rows.Where(row => row.line.Amount > 0),
            HistoryFilter.Out => rows.Where(row => row.line.Amount < 0),
            _ => rows,
        };
        return rows.OrderByDescending(row => row.line.Position)
            .Select(row => new MovementRow(row.line.Position, row.entry.Kind, row.line.Amount, row.line.Balance, row.entry.At, row.entry.Subject));
    }

    private static IEnumerable<WalletProblem> OfPassword(string? typed, string? repeated, string? idNumber)
    {
        if (PaymentPassword.Problem(typed, idNumber) is { } problem)
            yield return new(WalletFields.NewPassword, problem);
        else if (typed != repeated)
            yield return new(WalletFields.Repeated, Differ);
    }

    /// <summary>A name with its first characters hidden.</summary>
    internal static string Masked(string name)
    {
        var last = new StringInfo(name);
        return last.LengthInTextElements < 2 ? name : $"{new string('*', Math.Min(last.LengthInTextElements - 1, 3))}{last.SubstringByTextElements(last.LengthInTextElements - 1)}";
    }

    private async Task<PhoneNumber> PhoneOf(long me, CancellationToken cancel)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var secret = await db.Subscribers.Where(row => row.Id == me).Select(row => row.Phone).SingleAsync(cancel);
        return Subscriber.NumberIn(vault, secret);
    }
}

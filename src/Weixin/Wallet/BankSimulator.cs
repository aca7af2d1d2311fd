using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Wallet;

/// <summary>How the simulated banks behave.</summary>
public enum BankMood
{
    /// <summary>They answer at once.</summary>
    Well = 1,

    /// <summary>They take their time.</summary>
    Slow,

    /// <summary>They refuse every order.</summary>
    Refusing,

    /// <summary>They answer, and then once more by themselves.</summary>
    AnsweringTwice,

    /// <summary>They carry the order out and are gone before they say so.</summary>
    Away,
}

/// <summary>An order as the simulated bank remembers it: asked again, it answers the same.</summary>
public sealed class SimulatedOrder
{
    /// <summary>The order's number.</summary>
    public string Number { get; init; } = "";

    /// <summary>Whether it was carried out.</summary>
    public bool Done { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<SimulatedOrder>
    {
        public void Configure(EntityTypeBuilder<SimulatedOrder> order)
        {
            order.ToTable("SimulatedBankOrders");
            order.HasKey(row => row.Number);
            order.Property(row => row.Number).HasMaxLength(Ids.CodeLength).IsUnicode(false);
        }
    }
}

/// <summary>
/// Banks inside the portal, for rehearsals: no money moves anywhere. They can be told to misbehave as real ones do, and like real ones they
/// carry an order out once, whatever becomes of their answer.
/// </summary>
public sealed class BankSimulator(IDbContextFactory<PortalDb> dbs, TimeProvider clock) : IBank
{
    /// <summary>How long a slow bank takes.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(4);

    private static readonly BankAnswer Refusal = BankAnswer.No(new("The bank refused: ask it why, or use another card.", "银行拒绝了该笔交易，请咨询发卡行或更换银行卡。"));

    private readonly Channel<(string Number, BankAnswer Answer)> notices = Channel.CreateUnbounded<(string, BankAnswer)>();

    /// <summary>How they behave from now on.</summary>
    public BankMood Mood { get; set; } = BankMood.Well;

    /// <inheritdoc />
    public ChannelReader<(string Number, BankAnswer Answer)> Notices => notices.Reader;

    /// <inheritdoc />
    public async Task<BankAnswer> Verify(string cardNumber, string name, string idNumber, CancellationToken cancel = default)
    {
        await Moody(cancel);
        return Mood switch
        {
            BankMood.Away => throw new BankAwayException(),
            BankMood.Refusing => BankAnswer.No(new("The bank does not know this card under your name.", "银行卡信息与您的实名信息不符。")),
            _ => BankAnswer.Yes,
        };
    }

    /// <inheritdoc />
    public async Task<BankAnswer> Carry(BankOrderSlip order, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        await Moody(cancel);
        var answer = await Remembered(order.Number, Mood != BankMood.Refusing, cancel) ? BankAnswer.Yes : Refusal;
        if (Mood == BankMood.Away)
            throw new BankAwayException();
        if (Mood == BankMood.AnsweringTwice)
            notices.Writer.TryWrite((order.Number, answer));
        return answer;
    }

    private Task Moody(CancellationToken cancel) => Mood == BankMood.Slow ? Task.Delay(Delay, clock, cancel) : Task.CompletedTask;

    private async Task<bool> Remembered(string number, bool done, CancellationToken cancel)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await Known() is { } before)
            return before;
        db.Add(new SimulatedOrder { Number = number, Done = done });
        try
        {
            await db.SaveChangesAsync(cancel);
            return done;
        }
        catch (DbUpdateException)
        {
            // Asked twice at the same moment: both get the first one's answer.
            return await Known() ?? throw new BankAwayException();
        }

        Task<bool?> Known() => db.Set<SimulatedOrder>().Where(row => row.Number == number).Select(row => (bool?)row.Done).SingleOrDefaultAsync(cancel);
    }
}

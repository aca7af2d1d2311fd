using CsCheck;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Together;

/// <summary>
/// Whatever several people do at once, in whatever order, with banks in whatever mood and time passing between: no fen, no copy and no point is
/// made or lost, and what was answered as done is there. Each room has a test of its own that says which answers are right; this one is about what
/// they do to one another.
/// </summary>
public sealed class TogetherTests
{
    private static readonly IReadOnlyList<TimeSpan> Gaps =
        [TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(35), TimeSpan.FromSeconds(70), TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(11), TimeSpan.FromHours(5), TimeSpan.FromHours(15)];

    // What needs a counterpart to come to anything is tried more often.
    private static readonly IReadOnlyList<Act> Acts =
    [
        .. Enum.GetValues<Act>(), Act.PayBill, Act.PayBill, Act.Refund, Act.OpenPacket, Act.OpenPacket, Act.OpenPacket, Act.AcceptTransfer, Act.OpenGift, Act.PaySeat, Act.PaySeat, Act.ChangeSeat,
        Act.ReturnSeat, Act.AcceptCopy, Act.Consume, Act.Consume, Act.Exchange, Act.Exchange, Act.Exchange, Act.PayFromPurse, Act.PayPrinted,
    ];

    private static readonly Gen<Step> Steps =
        Gen.Select(Gen.Int[0, Acts.Count - 1].Select(act => Acts[act]), Gen.Int[0, World.People - 1], Gen.Int[100, 9_000], Gen.Int[0, 29], Gen.Int[0, 3], (act, who, fen, pick, twice) => new Step(act, who, fen, pick, twice == 0));

    // So that there is something to open, to pay, to take and to give back from the beginning.
    private static readonly IReadOnlyList<Act> Prologue = [Act.Claim, Act.Transfer, Act.ShowBill, Act.SendPacket, Act.HoldSeat, Act.Join, Act.Activate, Act.TopUpPurse, Act.PayPrinted];

    private static readonly Gen<(Step[] AtOnce, BankMood Mood, int Gap)[]> Waves = Gen.Select(Steps.Array[2, 6], Gen.Enum<BankMood>(), Gen.Int[0, Gaps.Count - 1]).Array[25, 40];

    [Fact]
    public Task Nothing_is_made_or_lost_whatever_many_do_at_once() => Waves.SampleAsync(async waves =>
    {
        using var world = await World.Begin();
        var (acting, proof) = (new Acting(world), new Proof(world));
        foreach (var act in Prologue)
            await Task.WhenAll(Enumerable.Range(0, World.People).Select(who => Task.Run(() => acting.Do(new(act, who, 2_000 + who, who, false)))));
        var slow = new List<Task>();
        foreach (var (atOnce, mood, gap) in waves)
        {
            world.Wallet.Bank.Mood = mood;
            var going = atOnce.Select(step => (step, Work: Task.Run(() => acting.Do(step)))).ToList();
            // Who waits for a slow bank waits while others go on.
            slow.AddRange(going.Where(it => mood == BankMood.Slow && it.step.IsOfBank).Select(it => it.Work));
            await Task.WhenAll(going.Where(it => mood != BankMood.Slow || !it.step.IsOfBank).Select(it => it.Work));
            world.Db.Clock.Advance(Gaps[gap]);
        }

        await Answered(world, Task.WhenAll(slow));
        await using (var db = world.Db.CreateDbContext())
        {
            await proof.Holds(db);
            (await acting.Broken(db)).Should().BeEmpty();
        }

        await End(world);
        await using (var db = world.Db.CreateDbContext())
        {
            await proof.Holds(db);
            await Proof.Ended(db);
            (await acting.Broken(db)).Should().BeEmpty();
        }
    }, iter: 2, threads: 1);

    private static async Task Answered(World world, Task waiting)
    {
        while (!waiting.IsCompleted)
        {
            world.BankClock.Advance(BankSimulator.Delay);
            await Task.Yield();
        }

        await waiting;
    }

    // The banks are well again, everything runs out that can, and every round comes by.
    private static async Task End(World world)
    {
        world.Wallet.Bank.Mood = BankMood.Well;
        foreach (var gap in new[] { BankOperations.Patience, TimeSpan.FromHours(25), TimeSpan.FromDays(8) })
        {
            world.Db.Clock.Advance(gap);
            await world.AskBanks();
            await world.Rounds();
        }
    }
}

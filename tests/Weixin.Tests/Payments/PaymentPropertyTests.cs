using CsCheck;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>Payments, refunds and settlements in any order, against a model that only adds and subtracts.</summary>
public sealed class PaymentPropertyTests
{
    private const long Begun = 20_000;

    private static readonly IReadOnlyList<BankMood> Moods = [BankMood.Well, BankMood.Refusing, BankMood.Away];

    private static readonly Gen<(int What, int Who, long Fen, int Which, int Mood)[]> Moves =
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 1], Gen.Long[1, 9_000], Gen.Int[0, 30], Gen.Int[0, 2]).Array[5, 30];

    [Fact]
    public Task Whatever_happens_in_whatever_order_the_books_say_what_the_model_says() => Moves.SampleAsync(async moves =>
    {
        using var rig = new PayRig();
        var (owner, account) = await rig.Merchant();
        await rig.Payouts.SetBank(owner, account.AppId, new("茶铺有限公司", TestCards.All[1].Number));
        long[] payers = [await rig.Payer("200"), await rig.Payer("200")];
        var model = new Model();
        foreach (var (what, who, fen, which, place) in moves)
        {
            var mood = rig.Wallet.Bank.Mood = Moods[place];
            switch (what)
            {
                case 0 or 1:
                    await Pay(rig, account, payers, model, who, fen);
                    break;
                case 2 or 3 when model.Payments.Count > 0:
                    await GiveBack(rig, owner, account, model, fen, which % model.Payments.Count);
                    break;
                default:
                    await Settle(rig, owner, account, model, fen, mood);
                    break;
            }

            (await rig.Balance(LedgerParty.Takings(account.Id))).Should().Be(model.Takings);
            (await rig.Balance(LedgerParty.Settling(account.Id))).Should().Be(model.Settling);
            (await rig.Balance(LedgerParty.Bank(account.Id))).Should().Be(model.Bank);
            for (var each = 0; each < payers.Length; each++)
                (await rig.Balance(LedgerParty.Wallet(payers[each]))).Should().Be(model.Wallets[each]);
        }

        rig.Wallet.Bank.Mood = BankMood.Well;
        rig.Db.Clock.Advance(BankOperations.Patience);
        await rig.Payouts.AskAgain();
        (await rig.Balance(LedgerParty.Settling(account.Id))).Should().Be(0);
        (await rig.Balance(LedgerParty.Bank(account.Id))).Should().Be(model.Bank + model.Settling);
        (await rig.Wallet.Fault()).Should().BeNull();
    }, iter: 12, threads: 1);

    private static async Task Pay(PayRig rig, OfficialAccount account, long[] payers, Model model, int who, long fen)
    {
        var paid = await rig.Take(new(Guid.NewGuid(), payers[who], account.Id, fen, "", PaymentWay.InApp));
        (paid.Payment is not null).Should().Be(fen <= model.Wallets[who]);
        if (paid.Payment is null)
            return;
        model.Wallets[who] -= fen;
        model.Takings += fen;
        model.Payments.Add((paid.Payment.Code, who, fen));
    }

    private static async Task GiveBack(PayRig rig, Person owner, OfficialAccount account, Model model, long fen, int which)
    {
        var (code, who, left) = model.Payments[which];
        var form = new RefundForm(Guid.NewGuid(), $"{fen / 100}.{fen % 100:00}", "x");
        var given = await rig.Takings.Refund(owner, account.AppId, code, form);
        (given.Problems.Count == 0).Should().Be(fen <= left && fen <= model.Takings);
        if (given.Problems.Count > 0)
            return;
        // Sent once more: nothing moves.
        (await rig.Takings.Refund(owner, account.AppId, code, form)).Problems.Should().BeEmpty();
        model.Payments[which] = (code, who, left - fen);
        model.Wallets[who] += fen;
        model.Takings -= fen;
    }

    private static async Task Settle(PayRig rig, Person owner, OfficialAccount account, Model model, long fen, BankMood mood)
    {
        var settled = await rig.Payouts.Settle(owner, account.AppId, new(Guid.NewGuid(), $"{fen / 100}.{fen % 100:00}"));
        (settled.Problems.Count == 0).Should().Be(fen <= model.Takings);
        if (settled.Problems.Count > 0 || mood == BankMood.Refusing)
            return;
        model.Takings -= fen;
        if (mood == BankMood.Away)
            model.Settling += fen;
        else
            model.Bank += fen;
    }

    private sealed class Model
    {
        public long[] Wallets { get; } = [Begun, Begun];

        public long Takings { get; set; }

        public long Settling { get; set; }

        public long Bank { get; set; }

        /// <summary>Number, payer, and what was not given back yet.</summary>
        public List<(string Code, int Who, long Left)> Payments { get; } = [];
    }
}

using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Weixin.Wallet;

/// <summary>What money has to say when a subscriber changes the number or leaves for good.</summary>
public sealed class LeavingTests : IDisposable
{
    private readonly WalletRig rig = new();

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task Who_has_money_or_money_on_its_way_cannot_leave()
    {
        var (anna, card) = await rig.WithMoney("100");
        var bert = await rig.WithWallet();

        (await Hindrance(anna)).En.Should().Contain("¥100.00");
        (await rig.Transfers.Send(anna, new(Guid.NewGuid(), await PhoneOf(bert), "100", "", WalletRig.Password))).Problems.Should().BeEmpty();
        (await Hindrance(anna)).En.Should().Contain("¥100.00", "what is on its way comes back when nobody takes it");

        (await Leave(bert)).IsGone.Should().BeTrue();
        rig.Db.Clock.Advance(Transfer.Lifetime);
        await rig.Transfers.ReturnOver();
        (await rig.Orders.Withdraw(anna, WalletRig.Form(card, "100"))).Order!.State.Should().Be(BankOrderState.Done);

        (await Leave(anna)).IsGone.Should().BeTrue();
        await using var db = rig.Db.CreateDbContext();
        var bank = await db.BankCards.SingleAsync();
        bank.Should().BeEquivalentTo(new { BoundKey = (string?)null, Number = "" });
        (await db.Wallets.Select(row => row.PasswordHash).Distinct().SingleAsync()).Should().BeEmpty();
        (await rig.Fault()).Should().BeNull();
    }

    [Fact]
    public async Task What_waits_for_a_person_goes_with_them_to_another_number_and_whoever_has_the_old_one_finds_nothing()
    {
        var (anna, _) = await rig.WithMoney();
        var bert = await rig.WithWallet();
        var old = await PhoneOf(bert);
        var sent = (await rig.Transfers.Send(anna, new(Guid.NewGuid(), old, "30", "", WalletRig.Password))).Code!;
        var numbers = new NumberOperations(rig.Db, rig.Codes, rig.Db.Outbox, [TransferOperations.Move], rig.Db.Vault, rig.Db.Policy, rig.Db.Clock);

        var asked = await numbers.RequestCode(bert, "+8613900139000", null);
        (await numbers.Change(bert, asked.Number!, Digits(await rig.LastText()))).Session.Should().NotBeNull();

        (await rig.Transfers.Waiting(bert)).Should().ContainSingle().Which.Code.Should().Be(sent);
        var door = new SubscriberOperations(rig.Db, rig.Db.Policy, rig.Codes, rig.Db.Vault, rig.Db.Clock);
        var next = (await door.Admit(PhoneReading.Of(old, null).Value!))!.SubscriberId;
        next.Should().NotBe(bert);
        (await rig.Transfers.Waiting(next)).Should().BeEmpty();
        (await rig.Transfers.Find(next, sent)).Should().BeNull();
        (await rig.Transfers.Accept(bert, sent)).Should().Be(TakeOutcome.Done);
    }

    private async Task<Bilingual> Hindrance(long me) => (await Leaving().View(me))!.Hindrances.Should().ContainSingle().Which;

    private async Task<LeavingAnswer> Leave(long me)
    {
        rig.Db.Clock.Advance(TimeSpan.FromMinutes(2));
        await Leaving().SendCode(me);
        return (await Leaving().Leave(me, Digits(await rig.LastText())))!;
    }

    private LeaveOperations Leaving() => new(rig.Db, rig.Codes, [WalletOperations.Leaving], [TransferOperations.Move], rig.Db.Policy, rig.Db.Vault, rig.Db.Clock);

    private async Task<string> PhoneOf(long me)
    {
        await using var db = rig.Db.CreateDbContext();
        return rig.Db.Vault.Unprotect(Subscriber.PhonePurpose, await db.Subscribers.Where(row => row.Id == me).Select(row => row.Phone).SingleAsync());
    }

    private static string Digits(string text) => System.Text.RegularExpressions.Regex.Match(text, "[0-9]{6}").Value;
}

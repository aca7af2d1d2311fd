using Bunit;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.Ledger;

namespace WeixinWeChat.Weixin.Payments;

public sealed class TillPageTests : IDisposable
{
    private readonly PayRig rig = new();

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task Typed_on_its_keys_an_amount_becomes_a_code_and_paid_the_page_turns_by_itself()
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer());
        await using var context = rig.As(owner);
        var page = Till(context, account);
        foreach (var key in new[] { "1", "2", "3", "⌫", ".", "5" })
            await page.WaitForElement($"[data-key='{key}']").ClickAsync(new());
        await page.Find(".till-pad form").SubmitAsync();

        page.WaitForElement(".till-bill .qr");
        page.Find(".till-sum").TextContent.Should().Be("¥12.50");
        var code = ScanCode.Read(page.Find(".till-bill .mono").TextContent)!;
        (await rig.Pay.Pay(payer, code, PayRig.Form())).Payment.Should().NotBeNull();

        page.WaitForElement(".till-mark--paid");
        page.WaitForElement("tbody tr .chip--ok");
        await page.Find("#next").ClickAsync(new());
        page.FindAll(".till-sum").Should().BeEmpty();
        page.Find("#amount").GetAttribute("value").Should().BeNullOrEmpty();
    }

    [Fact]
    public async Task A_code_that_a_scanner_types_takes_the_place_of_the_one_on_the_screen()
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer());
        await using var context = rig.As(owner);
        var page = Till(context, account);
        await page.WaitForElement("#amount").ChangeAsync(new() { Value = "20" });
        await page.Find(".till-pad form").SubmitAsync();
        var shown = ScanCode.Read(page.WaitForElement(".till-bill .mono").TextContent)!;

        await page.Find("#payment-code").ChangeAsync(new() { Value = (await rig.Pay.Show(payer))!.Digits });
        await page.Find(".till-scan").SubmitAsync();

        page.WaitForElement(".till-mark--paid");
        (await rig.Till.FindBill(owner, account.AppId, shown))!.State.Should().Be(BillState.Cancelled);
        (await rig.Balance(LedgerParty.Takings(account.Id))).Should().Be(2_000);
    }

    [Fact]
    public async Task A_bill_that_another_process_was_told_of_is_found_by_looking_again()
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer());
        await using var context = rig.As(owner);
        var page = Till(context, account);
        await page.WaitForElement("#amount").ChangeAsync(new() { Value = "20" });
        await page.Find(".till-pad form").SubmitAsync();
        var code = ScanCode.Read(page.WaitForElement(".till-bill .mono").TextContent)!;
        using (var elsewhere = new CodeTries(rig.Db.Limits))
        {
            // Operations with a signal of their own, as in another process.
            var there = new PayOperations(rig.Db, rig.Wallet.Books, rig.Payments, rig.Wallet.Transfers, rig.Wallet.Passwords, elsewhere, new(rig.Db, rig.Db.Clock), new(new()), rig.Db.Vault, rig.Db.Limits, rig.Db.Clock);
            (await there.Pay(payer, code, PayRig.Form())).Payment.Should().NotBeNull();
        }

        page.FindAll(".till-mark--paid").Should().BeEmpty();
        rig.Db.Clock.Advance(TimeSpan.FromSeconds(3));

        page.WaitForElement(".till-mark--paid");
    }

    [Fact]
    public async Task Odd_text_is_refused_beside_its_field_and_stays_or_is_shown_as_text()
    {
        var (owner, account) = await rig.Merchant();
        await using var context = rig.As(owner);
        var page = Till(context, account);
        page.WaitForElement("#amount");
        foreach (var text in OddText.All)
        {
            await page.Find("#amount").ChangeAsync(new() { Value = text });
            await page.Find(".till-pad form").SubmitAsync();
            page.Find("#amount-error").TextContent.Should().NotBeEmpty(OddText.Named(text));
            page.Find("#amount").GetAttribute("value").Should().Be(text);
            await page.Find("#payment-code").ChangeAsync(new() { Value = text });
            await page.Find(".till-scan").SubmitAsync();
            page.Find("#payment-code-error").TextContent.Should().NotBeEmpty(OddText.Named(text));
            page.Find("#payment-code").GetAttribute("value").Should().Be(text);
        }

        await page.Find("#amount").ChangeAsync(new() { Value = "5" });
        await page.Find("#note").ChangeAsync(new() { Value = OddText.TooLong });
        await page.Find(".till-pad form").SubmitAsync();
        page.Find("#note-error").TextContent.Should().NotBeEmpty();
        await page.Find("#note").ChangeAsync(new() { Value = OddText.Script });
        await page.Find(".till-pad form").SubmitAsync();

        page.WaitForElement(".till-bill .qr");
        page.FindAll("img[src=x]").Should().BeEmpty();
    }

    [Fact]
    public async Task A_suspended_accounts_till_says_so_and_takes_nothing()
    {
        var (owner, account) = await rig.Merchant();
        await rig.Change(account, it => it.Suspend());
        await using var context = rig.As(owner);
        var page = Till(context, account);

        page.WaitForElement(".alert--warn");
        page.FindAll("fieldset[disabled]").Should().HaveCount(2);
    }

    [Fact]
    public async Task Another_brands_till_shows_nothing()
    {
        var ((_, account), (stranger, _)) = (await rig.Merchant(), await rig.Merchant());
        await using var context = rig.As(stranger);
        var page = Till(context, account);

        page.FindAll("#amount").Should().BeEmpty();
        page.Markup.Should().NotContain(account.Name);
    }

    private static IRenderedComponent<TillPage> Till(BunitContext context, OfficialAccount account) => context.Render<TillPage>(parameters => parameters.Add(page => page.AppId, account.AppId));
}

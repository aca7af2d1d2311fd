using Bunit;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Payments;

public sealed class TakingsPageTests : IDisposable
{
    private readonly PayRig rig = new();

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task What_is_paid_while_the_page_is_open_shows_at_once()
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer());
        await using var context = rig.As(owner);
        var page = Takings(context, account);
        page.WaitForElement("#today").TextContent.Should().Be("¥0.00");

        await rig.Charge(owner, account, payer, "30");

        page.WaitForElement("tr[data-payment]").TextContent.Should().Contain("¥30.00");
        page.Find("#today").TextContent.Should().Be("¥30.00");
        page.Find("#held").TextContent.Should().Be("¥30.00");
    }

    [Fact]
    public async Task A_part_is_given_back_with_its_reason_after_odd_text_was_refused()
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer());
        var payment = (await rig.Charge(owner, account, payer, "30")).Bill!.Payment!;
        await using var context = rig.As(owner);
        var dialogs = context.Render<MudDialogProvider>();
        var page = Takings(context, account);
        // Over once the dialog is closed.
        var opened = page.WaitForElement("tr[data-payment] button").ClickAsync(new());
        dialogs.WaitForElement("#refund");
        foreach (var text in OddText.All)
        {
            await Type(dialogs, "refund-amount", text);
            await Type(dialogs, "refund-reason", text == OddText.Script ? OddText.Turned : text);
            await dialogs.Find("#give-back").ClickAsync(new());
            dialogs.WaitForElement("[data-field=refund-amount] .mud-input-error");
        }

        (await rig.Takings.Find(owner, account.AppId, payment))!.Refunds.Should().BeEmpty();
        await Type(dialogs, "refund-amount", "10.50");
        await Type(dialogs, "refund-reason", OddText.Script);
        await dialogs.Find("#give-back").ClickAsync(new());

        await opened;
        page.WaitForAssertion(() => page.Find("#refunded").TextContent.Should().Be("¥10.50"));
        (await rig.Pay.Receipt(payer, payment))!.Refunds.Should().ContainSingle().Which.Reason.Should().Be(OddText.Script);
    }

    [Fact]
    public async Task A_bank_account_is_named_and_all_is_settled_to_it()
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer());
        await rig.Charge(owner, account, payer, "30");
        await using var context = rig.As(owner);
        var page = Takings(context, account);
        page.WaitForElement("#bank");
        foreach (var text in new[] { OddText.Turned, OddText.TooLong })
        {
            await Type(page, "holder", text);
            await Type(page, "number", text);
            await page.Find("#bank").SubmitAsync();
            page.FindAll("#bank .mud-input-error").Should().NotBeEmpty();
        }

        await Type(page, "holder", "茶铺有限公司");
        await Type(page, "number", TestCards.All[1].Number);
        await page.Find("#bank").SubmitAsync();
        page.WaitForElement("#settle");
        foreach (var text in OddText.All)
        {
            await Type(page, "settle-amount", text);
            await page.Find("#settle").SubmitAsync();
            page.WaitForElement("#settle .mud-input-error");
        }

        await Type(page, "settle-amount", "30.00");
        await page.Find("#settle").SubmitAsync();

        page.WaitForElement(".till-payouts li").TextContent.Should().Contain("¥30.00");
        page.Markup.Should().NotContain(TestCards.All[1].Number);
        (await rig.Balance(LedgerParty.Bank(account.Id))).Should().Be(3_000);
    }

    [Fact]
    public async Task Whoever_stands_at_the_till_neither_gives_back_nor_settles_nor_downloads()
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer());
        await rig.Charge(owner, account, payer, "30");
        await using var context = rig.As(await rig.Staff(account));
        var page = Takings(context, account);

        page.WaitForElement("tr[data-payment]");
        page.FindAll("tr[data-payment] button, #settle, #bank, #download, #held").Should().BeEmpty();
    }

    [Fact]
    public async Task Days_the_wrong_way_round_or_too_many_are_no_download()
    {
        var (owner, account) = await rig.Merchant();
        await using var context = rig.As(owner);
        var page = Takings(context, account);
        page.WaitForElement("#download").GetAttribute("href").Should().Be($"/a/{account.AppId}/takings.csv?from=2026-11-01&to=2026-11-22");

        foreach (var text in new[] { "2026-11-23", "0001-01-01", OddText.Sql })
        {
            await page.Find("#from").ChangeAsync(new() { Value = text });
            if (text != OddText.Sql)
                page.FindAll("#download").Should().BeEmpty(text);
        }
    }

    [Fact]
    public async Task Another_brands_takings_show_nothing()
    {
        var ((_, account), (stranger, _)) = (await rig.Merchant(), await rig.Merchant());
        await using var context = rig.As(stranger);

        Takings(context, account).FindAll("#today").Should().BeEmpty();
    }

    private static Task Type<T>(IRenderedComponent<T> page, string field, string text)
        where T : IComponent => page.Find($"[data-field={field}] input").ChangeAsync(new() { Value = text });

    private static IRenderedComponent<TakingsPage> Takings(BunitContext context, OfficialAccount account) => context.Render<TakingsPage>(parameters => parameters.Add(page => page.AppId, account.AppId));
}

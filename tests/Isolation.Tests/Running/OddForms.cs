using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Isolation.Tests.Running;

/// <summary>A field of a form that works without a script.</summary>
/// <param name="Name">As it is sent.</param>
/// <param name="Else">What stands in it while the others are tried: right, or wrong where the form must not go through.</param>
/// <param name="Takes">The odd texts that are right here.</param>
internal sealed record OddField(string Name, string Else, params string[] Takes)
{
    /// <summary>The field that says what is wrong with this one: a choice whose list offers nothing wrong has no message of its own.</summary>
    public string? SaidAt { get; init; }
}

/// <summary>A form that works without a script, standing before somebody.</summary>
/// <param name="Source">The file that draws it.</param>
/// <param name="Client">Before whom.</param>
/// <param name="Address">Where it stands.</param>
/// <param name="Fields">All its fields.</param>
internal sealed record OddForm(string Source, HttpClient Client, string Address, params OddField[] Fields)
{
    /// <summary>The button that is pressed, where there are several.</summary>
    public (string Name, string Value)? Button { get; init; }

    /// <summary>Right texts that are not tried: the form is gone once it went through with another.</summary>
    public IReadOnlyList<string> Leaves { get; init; } = [];

    /// <summary>The texts to try, the right ones last.</summary>
    public IEnumerable<string> TextsFor(OddField field) => OddText.All.Except(Leaves).OrderBy(text => field.Takes.Contains(text));

    /// <summary>Types a text into a field, the others as they are to stand, and sends it.</summary>
    /// <returns>What is wrong with the answer; null when nothing is.</returns>
    public async Task<string?> Try(OddField field, string text)
    {
        var answer = await Client.Send(Address, [.. Fields.Select(each => (each.Name, each == field ? text : each.Else)), .. Button is { } button ? [button] : Array.Empty<(string, string)>()]);
        if ((int)answer.StatusCode is not (200 or 302))
            return $"is answered with {(int)answer.StatusCode}";
        if ((int)answer.StatusCode == 302)
            return field.Takes.Contains(text) ? null : $"went through to {answer.Headers.Location}";
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        if (Input(page, field.Name) is not { } input)
            return field.Takes.Contains(text) ? null : "took the form away";
        var said = Input(page, field.SaidAt ?? field.Name)!;
        var message = page.GetElementById($"{said.Id}-error")?.TextContent.Trim() ?? "";
        if (message.Length == 0 != field.Takes.Contains(text))
            return message.Length == 0 ? "has no message beside it" : $"is refused with: {message}";
        if (message.Length > 0 && said.GetAttribute("aria-describedby")?.Split(' ').Contains($"{said.Id}-error") != true)
            return "has a message that is not tied to it";
        return input is IHtmlInputElement { Type: not "password" } typed && typed.Value != text ? $"holds {OddText.Named(typed.Value)} now" : null;
    }

    /// <summary>The names of the fields that the page shows in this form.</summary>
    public async Task<IReadOnlyList<string>> Shown() =>
        [.. Input(await Client.Page(Address), Fields[0].Name)!.Closest("form")!.QuerySelectorAll("input, select, textarea")
            .Where(input => input.GetAttribute("type") is not ("hidden" or "checkbox" or "radio")).Select(input => input.GetAttribute("name")!)];

    private static IElement? Input(IHtmlDocument page, string name) => page.QuerySelector($"[name='{name}']");
}

/// <summary>Every form that works without a script, brought before whom it is for.</summary>
internal static partial class OddForms
{
    private const string TwoStep = "/account/security/two-step";
    private const string Email = "odd@example.com";
    private const string Waiting = "odd.waits@example.com";

    public static async IAsyncEnumerable<OddForm> Of(Side side)
    {
        var portal = side.Portal;
        using var visitor = portal.Visitor();
        // No form of these goes through while another field is tried: nobody signs up here.
        yield return new("Identity/SignUpPage.razor", visitor, "/account/sign-up",
            new("Form.Name", "", OddText.Emoji, OddText.RightToLeft, OddText.Sql, OddText.Script), new("Form.Email", ""), new("Form.Password", "", OddText.RightToLeft, OddText.Sql, OddText.Script));
        yield return new("Identity/SignInPage.razor", visitor, "/account/sign-in", new("Form.Email", ""), new("Form.Password", "", [.. OddText.All]));
        yield return new("Identity/ForgottenPasswordPage.razor", visitor, "/account/forgotten-password", new OddField("Email", ""));

        var waits = (await visitor.Send("/account/sign-up", ("Form.Name", "Odd"), ("Form.Email", Waiting), ("Form.Password", Doors.Password))).Headers.Location!.ToString();
        yield return new("Identity/ConfirmPage.razor", visitor, waits, new OddField("Code", ""));
        yield return new("Identity/ConfirmPage.razor", visitor, await LinkTo(visitor, Waiting), new OddField("Password", ""));

        await visitor.Send("/account/forgotten-password", ("Email", Waiting));
        yield return new("Identity/ResetPasswordPage.razor", visitor, await LinkTo(visitor, Waiting), new OddField("Password", "", OddText.Sql)) { Leaves = [OddText.RightToLeft, OddText.Script] };

        var (brand, _) = await portal.SignUp("Odd", Email);
        using var db = TestDb.Of(portal);
        using var rows = db.CreateDbContext();
        var id = await rows.Users.Where(user => user.Email == Email).Select(user => user.Id).SingleAsync();
        rows.Set<IdentityUserPasskey<string>>().Add(new() { UserId = id, CredentialId = [7, 7, 7], Data = new() { Name = "Phone", PublicKey = [1], AttestationObject = [1], ClientDataJson = [1] } });
        await rows.SaveChangesAsync();
        var passkeys = await brand.Page("/account/security/passkeys");
        var key = passkeys.QuerySelector("[name^='Name-']")!.GetAttribute("name")!;
        yield return new("Identity/PasskeysPage.razor", brand, "/account/security/passkeys", new OddField(key, "", OddText.Emoji, OddText.RightToLeft, OddText.Sql, OddText.Script)) { Button = ("What", "rename") };
        yield return new("Identity/PasskeysPage.razor", brand, "/account/security/passkeys", new OddField("Name", "", OddText.Emoji, OddText.RightToLeft, OddText.Sql, OddText.Script));

        yield return new("Identity/ProvePage.razor", brand, "/account/security/prove", new OddField("Password", ""));
        yield return new("Identity/ChangePasswordPage.razor", brand, "/account/security/password",
            new("Form.Current", ""), new("Form.Password", "another-otter-builds-7-dams", OddText.RightToLeft, OddText.Sql, OddText.Script));
        await brand.Press(TwoStep, "begin");
        yield return new("Identity/TwoStepPage.razor", brand, TwoStep, new OddField("Code", ""));
        await rows.Users.Where(user => user.Id == id).ExecuteUpdateAsync(user => user.SetProperty(each => each.TwoFactorEnabled, true));
        yield return new("Identity/TwoStepPage.razor", brand, TwoStep, new OddField("Password", "")) { Button = ("What", "codes") };
        var half = (await visitor.Send("/account/sign-in", ("Form.Email", Email), ("Form.Password", Doors.Password))).Headers.Location!.ToString();
        yield return new("Identity/SecondStepPage.razor", visitor, half, new OddField("Code", ""));
        yield return new("Identity/SecondStepPage.razor", visitor, $"{half}&recovery=true", new OddField("RecoveryCode", ""));
        brand.Dispose();

        var phone = portal.Policy.Edition == Edition.Weixin ? "+8613800138131" : "+447400123131";
        yield return new("Subscribers/SignInPage.razor", visitor, "/app/sign-in",
            new("Form.Region", "") { SaidAt = "Form.Number" }, new("Form.Number", ""));
        await visitor.Send("/app/sign-in", ("Form.Number", phone), ("Form.Region", ""));
        yield return new("Subscribers/CodePage.razor", visitor, "/app/sign-in/code", new OddField("Form.Code", ""));
        var (subscriber, _) = await portal.Enter($"{phone[..^1]}2");
        yield return new("Profile/OwnProfilePage.razor", subscriber, "/app/me/profile",
            new("Form.Nickname", "", OddText.Emoji, OddText.RightToLeft, OddText.Sql, OddText.Script), new("Form.Place", ""));
        yield return new("Profile/NumberPage.razor", subscriber, "/app/me/number", new("Form.Region", "") { SaidAt = "Form.Number" }, new("Form.Number", ""));
        await subscriber.Send("/app/me/number", ("Form.Number", $"{phone[..^1]}9"), ("Form.Region", ""));
        yield return new("Profile/NumberCodePage.razor", subscriber, "/app/me/number/code", new OddField("Form.Code", ""));
        yield return new("Profile/LeavePage.razor", subscriber, "/app/me/leave", new OddField("Form.Code", ""));
        yield return new("Complaints/ComplainPage.razor", subscriber, $"/app/accounts/{side.Account.AppId}/complain",
            new("Form.Reason", ""), new("Form.Text", "", OddText.Emoji, OddText.RightToLeft, OddText.Sql, OddText.Script));
        yield return new("Comments/CommentsPage.razor", subscriber, $"/app/c/{side.CampaignCode}/comments", new OddField("text", "", OddText.Emoji, OddText.RightToLeft, OddText.Sql, OddText.Script));
        var (mine, friend, asked) = (await CodeOf(subscriber), await portal.Enter($"{phone[..^1]}3"), await portal.Enter($"{phone[..^1]}4"));
        await friend.Client.Press($"/app/f/{mine}", "ask");
        await subscriber.Press($"/app/f/{await CodeOf(friend.Client)}", "accept");
        var address = (await subscriber.Page("/app/friends")).QuerySelector("#friends .list-title + .list a")!.GetAttribute("href")!;
        yield return new("Friends/FriendsPage.razor", subscriber, "/app/friends", new OddField("q", "", [.. OddText.All]));
        yield return new("Friends/AddPage.razor", subscriber, "/app/friends/add", new OddField("Form.Code", ""));
        yield return new("Friends/PersonPage.razor", subscriber, $"/app/f/{await CodeOf(asked.Client)}", new OddField("Form.Words", "", OddText.Emoji, OddText.RightToLeft, OddText.Sql, OddText.Script)) { Leaves = [OddText.RightToLeft, OddText.Sql, OddText.Script] };
        yield return new("Friends/FriendPage.razor", subscriber, address, new OddField("Form.Remark", "", OddText.Emoji, OddText.RightToLeft, OddText.Sql, OddText.Script));
        yield return new("Subscribers/ScanPage.razor", subscriber, "/app/scan", new OddField("Form.Code", ""));
        yield return new("Subscribers/SearchPage.razor", subscriber, "/app/search", new OddField("q", "", [.. OddText.All]));
        yield return new("Outbox/OutboxPage.razor", visitor, "/dev/outbox", new OddField("to", "", [.. OddText.All]));
        if (portal.Policy.HasWallet)
        {
            await foreach (var form in OfWallet(side, subscriber))
                yield return form;
        }

        subscriber.Dispose();
    }

    private static async IAsyncEnumerable<OddForm> OfWallet(Side side, HttpClient subscriber)
    {
        const string right = "305917";
        const string id = "990000199001010017";
        yield return new("Wallet/OpenPage.razor", subscriber, "/app/wallet/open",
            new("Form.Name", "", OddText.RightToLeft, OddText.Sql), new("Form.IdNumber", ""), new("Form.NewPassword", right), new OddField("Form.Repeated", ""));
        await subscriber.Send("/app/wallet/open", ("Form.Name", "林小满"), ("Form.IdNumber", id), ("Form.NewPassword", right), ("Form.Repeated", right));
        yield return new("Wallet/AddCardPage.razor", subscriber, "/app/wallet/cards/add", new("Form.CardNumber", ""), new("Form.Password", right, [.. OddText.All]));
        await subscriber.Send("/app/wallet/cards/add", ("Form.CardNumber", TestCards.All[0].Number), ("Form.Password", right));
        var card = (await subscriber.Page("/app/wallet/top-up")).QuerySelector("[name='Form.Card']")!.GetAttribute("value")!;
        // Nobody sends money that they do not have: no form of these goes through.
        yield return new("Wallet/TransferPage.razor", subscriber, "/app/wallet/transfer",
            new("Form.Phone", ""), new("Form.Amount", ""), new("Form.Note", "", OddText.Emoji, OddText.RightToLeft, OddText.Sql, OddText.Script), new("Form.Password", right, [.. OddText.All]));
        yield return new("RedPackets/NewRedPacketPage.razor", subscriber, "/app/red-packets/new",
            new("Form.Phone", ""), new("Form.Amount", ""), new("Form.Note", "", OddText.Emoji, OddText.RightToLeft, OddText.Sql), new("Form.Password", right, [.. OddText.All]));
        yield return new("RedPackets/NewRedPacketPage.razor", subscriber, "/app/red-packets/new?kind=lucky",
            new("Form.Shares", ""), new("Form.Amount", ""), new("Form.Note", "", OddText.Emoji, OddText.RightToLeft, OddText.Sql), new("Form.Password", right, [.. OddText.All]));
        yield return new("Payments/PayPage.razor", subscriber, "/app/pay", new OddField("Form.Code", ""));
        yield return new("Payments/PayCodePage.razor", subscriber, $"/app/pay/{side.CodeFor("/app/pay/")}",
            new("Form.Amount", ""), new("Form.Note", "", OddText.Emoji, OddText.RightToLeft, OddText.Sql, OddText.Script), new("Form.Password", right, [.. OddText.All]));
        yield return new("Payments/BankTransferPage.razor", subscriber, "/app/wallet/bank-transfer",
            new("Form.Name", "", OddText.RightToLeft, OddText.Sql), new("Form.CardNumber", ""), new("Form.Amount", ""),
            new("Form.Note", "", OddText.Emoji, OddText.RightToLeft, OddText.Sql, OddText.Script), new("Form.Password", right, [.. OddText.All]));
        // A membership card of their own: its form asks for all that one can ask for.
        var taken = await subscriber.Send($"/app/cards/k/{side.Cards.MemberCard}", ("key", ""));
        var membership = $"{taken.Headers.Location}";
        yield return new("Members/ActivationPanel.razor", subscriber, $"{membership}/member", new("Form.Name", "", OddText.RightToLeft, OddText.Sql), new("Form.Birthday", ""), new("Form.City", "", OddText.Emoji, OddText.RightToLeft, OddText.Sql, OddText.Script));
        await subscriber.Send($"{membership}/member", ("Form.Consent", "yes"));
        yield return new("Members/PursePage.razor", subscriber, $"{membership}/balance", new("Form.Amount", ""), new("Form.Password", right, [.. OddText.All]));
        yield return new("Members/PursePage.razor", subscriber, $"{membership}/balance", new OddField("Back.Amount", ""));
        yield return new("Wallet/MoneyPanel.razor", subscriber, "/app/wallet/top-up", new("Form.Amount", ""), new("Form.Password", right, [.. OddText.All]));
        yield return new("Wallet/PasswordPage.razor", subscriber, "/app/wallet/password?sent=yes",
            new("Form.Code", ""), new("Form.IdNumber", id), new("Form.NewPassword", "482036"), new("Form.Repeated", "482036"));
        var held = await subscriber.Send($"/app/cinema/screenings/{side.CodeFor("/app/cinema/screenings/")}", ("Form.Seats", "101"));
        // Last: wrong passwords close the wallet.
        yield return new("Cinema/TicketPage.razor", subscriber, held.Headers.Location!.ToString(), new OddField("Form.Password", ""));
        yield return new("Wallet/CardsPage.razor", subscriber, $"/app/wallet/cards?card={card}", new OddField("Form.Password", ""));
    }

    private static async Task<string> CodeOf(HttpClient subscriber) => ScanCode.Read((await subscriber.Page("/app/friends/code")).GetElementById("my-code")!.TextContent)!;

    private static async Task<string> LinkTo(HttpClient reader, string email)
    {
        var mail = await reader.Page($"/dev/outbox?to={Uri.EscapeDataString(email)}");
        return new Uri(Link().Match(mail.QuerySelector("article .message-text")!.TextContent).Value).PathAndQuery;
    }

    [GeneratedRegex(@"http\S+/account/(confirm|reset-password)\?\S+")]
    private static partial Regex Link();
}

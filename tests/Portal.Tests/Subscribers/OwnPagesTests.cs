using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Materials;
using WeixinWeChat.Core.People;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Subscribers;

/// <summary>What subscribers do about themselves, as a browser without a script does it, on a portal that runs.</summary>
public sealed class OwnPagesTests(AppTests.Running running) : IClassFixture<AppTests.Running>
{
    [Fact]
    public async Task A_picture_comes_in_by_a_plain_form_and_is_seen_by_who_is_signed_in()
    {
        using var browser = running.Portal.Visitor();
        await running.SignIn(browser);

        var kept = await Send(browser, Jpeg(400, 300));
        kept.Headers.Location!.ToString().Should().Be("/app/me/profile?picture=kept");
        var page = Read(await browser.GetStringAsync(kept.Headers.Location));
        var address = page.QuerySelector(".portrait img")!.GetAttribute("src")!;
        var picture = await browser.GetAsync(address);

        picture.StatusCode.Should().Be(HttpStatusCode.OK);
        picture.Content.Headers.ContentType!.MediaType.Should().Be("image/jpeg");
        picture.Headers.CacheControl!.Private.Should().BeTrue();
        using var visitor = running.Portal.Visitor();
        (await visitor.GetAsync(address)).StatusCode.Should().Be(HttpStatusCode.Redirect);
        using var other = running.Portal.Visitor();
        await running.SignIn(other);
        (await other.GetAsync(address)).StatusCode.Should().Be(HttpStatusCode.OK, "a name is shown to friends with its picture");

        await AppTests.Post(browser, "/app/me/profile", await browser.GetStringAsync("/app/me/profile"), "hide");
        (await other.GetAsync(address)).StatusCode.Should().Be(HttpStatusCode.NotFound, "what was taken back is gone for all");
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_beside_the_field_and_a_form_of_elsewhere_altogether()
    {
        using var browser = running.Portal.Visitor();
        await running.SignIn(browser);

        var refused = await Send(browser, "no picture"u8.ToArray());
        var page = Read(await browser.GetStringAsync(refused.Headers.Location));
        page.GetElementById("portrait-error")!.TextContent.Should().Contain("JPEG");
        page.GetElementById("portrait")!.GetAttribute("aria-describedby").Should().Contain("portrait-error");

        var large = await Send(browser, new byte[new PlatformLimits().ImageBytes + 128 * 1024]);
        large.Headers.Location!.ToString().Should().Be($"/app/me/profile?picture={nameof(ImageProblem.TooLarge)}");
        (await Send(browser, Jpeg(400, 300), token: "")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        Read(await browser.GetStringAsync("/app/me/profile?picture=nonsense")).GetElementById("portrait-error").Should().BeNull();
        page.QuerySelector(".portrait img").Should().BeNull();
    }

    [Fact]
    public async Task Another_device_is_signed_out_from_the_list_and_this_one_stays()
    {
        var phone = running.NextPhone();
        using var here = running.Portal.Visitor();
        using var there = running.Portal.Visitor();
        await running.SignIn(here, phone, "/app");
        Forget(phone);
        await running.SignIn(there, phone, "/app");
        (await there.GetAsync("/app/me")).StatusCode.Should().Be(HttpStatusCode.OK);
        var page = await here.GetStringAsync("/app/me/devices");
        var buttons = Read(page).QuerySelectorAll("button[name=Id]");
        buttons.Should().ContainSingle("the own one is ended elsewhere");

        await AppTests.Post(here, "/app/me/devices", page, "end", ("Id", buttons[0].GetAttribute("value")!));
        var again = await AppTests.Post(here, "/app/me/devices", page, "end", ("Id", buttons[0].GetAttribute("value")!));

        again.StatusCode.Should().Be(HttpStatusCode.Redirect, "a press on an old page leads to the list");
        (await there.GetAsync("/app/me")).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await here.GetAsync("/app/me")).StatusCode.Should().Be(HttpStatusCode.OK);
        Read(await here.GetStringAsync("/app/me/devices")).QuerySelectorAll("button[name=Id]").Should().BeEmpty();
    }

    [Fact]
    public async Task A_changed_number_signs_all_others_out_and_its_door_lead_to_the_same_person()
    {
        var (phone, next) = (running.NextPhone(), "+8613800138777");
        using var here = running.Portal.Visitor();
        using var there = running.Portal.Visitor();
        await running.SignIn(here, phone, "/app");
        Forget(phone);
        await running.SignIn(there, phone, "/app");
        await AppTests.Post(here, "/app/me/profile", await here.GetStringAsync("/app/me/profile"), "profile", ("Form.Nickname", "Number changer"), ("Form.Place", "CN-SC"));

        var sent = await AppTests.Post(here, "/app/me/number", await here.GetStringAsync("/app/me/number"), "number", ("Form.Number", next));
        sent.Headers.Location!.ToString().Should().EndWith("/app/me/number/code");
        var form = await here.GetStringAsync(sent.Headers.Location);
        var wrong = await AppTests.Post(here, "/app/me/number/code", form, "code", ("Form.Code", "000000"));
        Read(await wrong.Content.ReadAsStringAsync()).GetElementById("form-code-error")!.TextContent.Should().NotBeEmpty();
        var changed = await AppTests.Post(here, "/app/me/number/code", form, "code", ("Form.Code", running.CodeFor(next)));

        changed.Headers.Location!.ToString().Should().EndWith("/app/me/number?changed=1");
        (await here.GetStringAsync(changed.Headers.Location)).Should().Contain("138****8777");
        (await there.GetAsync("/app/me")).StatusCode.Should().Be(HttpStatusCode.Redirect);
        using var again = running.Portal.Visitor();
        Forget(next);
        await running.SignIn(again, next, "/app");
        (await again.GetStringAsync("/app/me")).Should().Contain("Number changer").And.Contain("四川");
        running.Portal.Output.Should().NotContain("13800138777");
    }

    [Fact]
    public async Task Who_leaves_is_told_what_is_erased_and_is_somebody_new_afterwards()
    {
        var phone = running.NextPhone();
        using var browser = running.Portal.Visitor();
        using var another = running.Portal.Visitor();
        await running.SignIn(browser, phone, "/app");
        Forget(phone);
        await running.SignIn(another, phone, "/app");
        await AppTests.Post(browser, "/app/me/profile", await browser.GetStringAsync("/app/me/profile"), "profile", ("Form.Nickname", "Soon gone"));
        var page = await browser.GetStringAsync("/app/me/leave");
        Read(page).QuerySelectorAll(".leave-list li").Length.Should().BeGreaterThan(8, "the mainland's features say theirs too");
        await AppTests.Post(browser, "/app/me/leave", page, "send");

        var unsure = await AppTests.Post(browser, "/app/me/leave", page, "leave", ("Form.Code", running.CodeFor(phone)));
        Read(await unsure.Content.ReadAsStringAsync()).GetElementById("form-sure-error").Should().NotBeNull();
        var gone = await AppTests.Post(browser, "/app/me/leave", page, "leave", ("Form.Code", running.CodeFor(phone)), ("Form.Sure", "yes"));

        gone.Headers.Location!.ToString().Should().EndWith("/app/sign-in?closed=1");
        (await browser.GetAsync("/app/me")).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await another.GetAsync("/app/me")).StatusCode.Should().Be(HttpStatusCode.Redirect);
        running.Number("select count(*) from Subscribers where Nickname = 'Soon gone'").Should().Be(0);
        Forget(phone);
        using var newcomer = running.Portal.Visitor();
        await running.SignIn(newcomer, phone, "/app");
        (await newcomer.GetStringAsync("/app/me")).Should().NotContain("Soon gone");
    }

    private static IHtmlDocument Read(string page) => new HtmlParser().ParseDocument(page);

    // Another code for the same number would have to wait a minute.
    private void Forget(string phone)
    {
        running.CodeFor(phone).Should().NotBeEmpty();
        using var db = TestDb.Of(running.Portal).CreateDbContext();
        db.Set<ConfirmationCode>().ExecuteDelete();
    }

    private static async Task<HttpResponseMessage> Send(HttpClient browser, byte[] file, string? token = null)
    {
        token ??= AppTests.Token().Match(await browser.GetStringAsync("/app/me/profile")).Groups[1].Value;
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new ByteArrayContent(file), "portrait", "me.jpg" } };
        return await browser.PostAsync("/app/me/portrait", form);
    }

    private static byte[] Jpeg(int width, int height)
    {
        using var picture = new SKBitmap(width, height);
        using var jpeg = picture.Encode(SKEncodedImageFormat.Jpeg, 90);
        return jpeg.ToArray();
    }
}

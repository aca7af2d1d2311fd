using System.Text;
using Microsoft.Playwright;
using SkiaSharp;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Tests;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>Codes held before the camera of a browser that knows none by itself: at a counter, and in the app; and in a picture.</summary>
[Collection(StageCollection.Name)]
public sealed class CameraTests(Stage stage) : StageTest(stage)
{
    private const int Wide = 640;
    private const int High = 480;

    [Theory]
    [InlineData(".copy-qr")]
    [InlineData(".copy-barcode")]
    public async Task A_counter_reads_a_card_through_its_camera(string drawing)
    {
        var side = await Stage.Furnished(Edition.Weixin);
        var me = await Stage.WindowOf(side, side.Follower);
        await me.GotoAsync($"/app/cards/{side.Cards.Copy}");
        await Before(await me.Locator(drawing).ScreenshotAsync(), side, side.Owner, async counter =>
        {
            await counter.OpenConsole($"/a/{side.Account.AppId}/redeem");
            (await counter.EvaluateAsync<bool>("'BarcodeDetector' in window")).Should().BeFalse("else the reader that comes along is not tried");

            await counter.Locator("#scan").PressAsync("Enter");

            // Read, looked up, and the camera is off again.
            await Assertions.Expect(counter.Locator("#code")).ToHaveValueAsync(side.Cards.Copy);
            await Assertions.Expect(counter.Locator(".counter-answer")).ToBeVisibleAsync();
            await Assertions.Expect(counter.Locator("#scan-view")).ToBeHiddenAsync();
            (await counter.EvaluateAsync<bool>("document.getElementById('scan-view').srcObject.active")).Should().BeFalse();
        });
    }

    [Theory]
    [InlineData(Edition.Weixin)]
    [InlineData(Edition.WeChat)]
    public async Task A_subscriber_holds_an_accounts_code_before_the_camera(Edition edition)
    {
        var side = await Stage.Furnished(edition);
        await Before(await CodeOf(side), side, side.Passerby, async phone =>
        {
            await phone.GotoAsync("/app/search");
            await phone.ClickAsync("a[href='/app/scan']");
            await phone.ClickAsync("[data-camera]");

            await phone.Reaches("**/app/q/*");
            await Assertions.Expect(phone.Locator("main")).ToContainTextAsync(side.Account.Name);
        });
    }

    [Theory]
    [InlineData(Edition.Weixin)]
    [InlineData(Edition.WeChat)]
    public async Task A_picture_is_read_too_and_a_code_of_the_other_side_is_the_same_nothing_as_no_code(Edition edition)
    {
        var (side, other) = (await Stage.Furnished(edition), await Stage.Furnished(edition == Edition.Weixin ? Edition.WeChat : Edition.Weixin));
        var phone = await Stage.WindowOf(side.Portal, side.Passerby, phone: true);
        await phone.GotoAsync("/app/scan");
        await Choose(await CodeOf(other));
        await Assertions.Expect(phone.Locator("#form-code-error")).ToBeVisibleAsync();
        var nothing = await phone.Locator("#form-code-error").InnerTextAsync();
        await phone.FillAsync("#form-code", "no code of anybody");
        await phone.ClickAsync("form:has(#form-code) button");
        await Assertions.Expect(phone.Locator("#form-code")).ToHaveValueAsync("no code of anybody");
        await Assertions.Expect(phone.Locator("#form-code-error")).ToHaveTextAsync(nothing);

        await Choose(await CodeOf(side));

        await phone.Reaches("**/app/q/*");
        await Assertions.Expect(phone.Locator("main")).ToContainTextAsync(side.Account.Name);

        Task Choose(byte[] picture) => phone.SetInputFilesAsync("#scan-picture", new FilePayload { Name = "code.png", MimeType = "image/png", Buffer = picture });
    }

    // One in twenty codes was not read by the reader of before; these are of them.
    [Fact]
    public async Task Every_code_is_read()
    {
        string[] codes =
        [
            "http://admin.wechat.localhost:20001/app/q/Shg7lICBno8AegQDOp3iuC", "http://mp.weixin.localhost:20000/app/q/00Js4cWAlJPwqNPQ6FWLHf",
            "http://admin.wechat.localhost:20001/app/q/Yc0ZlYwx4FPmy4y8jPJx9i", "http://admin.wechat.localhost:20001/app/q/is9EVgT-Vy94aka_EJufPK",
            "http://mp.weixin.localhost:20000/app/q/QisVry2ii9fy6O7GGU9uNQ", "http://mp.weixin.localhost:20000/app/q/vspA3MV2IOyp-0Dkd6zB89",
        ];
        var side = await Stage.Furnished(Edition.WeChat);
        var phone = await Stage.WindowOf(side.Portal, side.Passerby, phone: true);
        await phone.GotoAsync("/app/scan");

        var read = await phone.EvaluateAsync<string[]>(
            """
            async pictures => {
                const { readerOf } = await import("/_content/WeixinWeChat.Portal/shared/scan/reader.js");
                const read = await readerOf();
                const texts = [];
                for (const source of pictures) {
                    const picture = new Image(256, 256);
                    picture.src = source;
                    await picture.decode();
                    texts.push(await read(picture, 256, 256) ?? "");
                }
                return texts;
            }
            """,
            codes.Select(code => QrDrawing.Source(QrDrawing.Svg(code))).ToArray());

        read.Should().Equal(codes);
    }

    private async Task<byte[]> CodeOf(Side side)
    {
        var shower = await Stage.WindowOf(side, side.Follower);
        await shower.GotoAsync($"/app/accounts/{side.Account.AppId}/qr");
        return await shower.Locator("img.app-qr").ScreenshotAsync();
    }

    // A browser whose camera sees this picture.
    private static async Task Before(byte[] picture, Side side, Actor actor, Func<IPage, Task> story)
    {
        var film = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.y4m");
        try
        {
            await File.WriteAllBytesAsync(film, Film(picture));
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Chromium.Program,
                Args = ["--no-sandbox", "--disable-gpu", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", $"--use-file-for-fake-video-capture={film}"],
            });
            var context = await browser.NewContextAsync(new() { BaseURL = side.Portal.Address.ToString(), Permissions = ["camera"] });
            context.SetDefaultTimeout(Stage.Patience);
            await context.AddCookiesAsync(Stage.CookiesOf(side.Portal, actor));
            await story(await context.NewPageAsync());
        }
        finally
        {
            File.Delete(film);
        }
    }

    // A film of one frame, in the one format that the browser takes for its camera: every grey of the picture, and no colour.
    private static byte[] Film(byte[] png)
    {
        using var picture = SKBitmap.Decode(png);
        using var frame = new SKBitmap(Wide, High, SKColorType.Gray8, SKAlphaType.Opaque);
        using (var canvas = new SKCanvas(frame))
        {
            canvas.Clear(SKColors.White);
            var scale = Math.Min(0.9f * Wide / picture.Width, 0.9f * High / picture.Height);
            var (width, height) = (picture.Width * scale, picture.Height * scale);
            using var image = SKImage.FromBitmap(picture);
            canvas.DrawImage(image, SKRect.Create((Wide - width) / 2, (High - height) / 2, width, height), new SKSamplingOptions(SKFilterMode.Linear));
        }

        using var film = new MemoryStream();
        film.Write(Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Wide} H{High} F5:1 Ip A1:1 C420jpeg\nFRAME\n"));
        film.Write(frame.GetPixelSpan());
        film.Write(Enumerable.Repeat((byte)128, Wide * High / 2).ToArray());
        return film.ToArray();
    }
}

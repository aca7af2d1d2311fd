using System.Text;
using Microsoft.Playwright;
using SkiaSharp;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>What a subscriber's phone shows, held before the camera of a counter whose browser knows no codes by itself.</summary>
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
        var film = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.y4m");
        try
        {
            await File.WriteAllBytesAsync(film, Film(await me.Locator(drawing).ScreenshotAsync()));
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Chromium.Program,
                Args = ["--no-sandbox", "--disable-gpu", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", $"--use-file-for-fake-video-capture={film}"],
            });
            var context = await browser.NewContextAsync(new() { BaseURL = side.Portal.Address.ToString(), Permissions = ["camera"] });
            context.SetDefaultTimeout(Stage.Patience);
            await context.AddCookiesAsync(Stage.CookiesOf(side.Portal, side.Owner));
            var counter = await context.NewPageAsync();
            await counter.OpenConsole($"/a/{side.Account.AppId}/redeem");
            (await counter.EvaluateAsync<bool>("'BarcodeDetector' in window")).Should().BeFalse("else the reader that comes along is not tried");

            await counter.Locator("#scan").PressAsync("Enter");

            // Read, looked up, and the camera is off again.
            await Assertions.Expect(counter.Locator("#code")).ToHaveValueAsync(side.Cards.Copy);
            await Assertions.Expect(counter.Locator(".counter-answer")).ToBeVisibleAsync();
            await Assertions.Expect(counter.Locator("#scan-view")).ToBeHiddenAsync();
            (await counter.EvaluateAsync<bool>("document.getElementById('scan-view').srcObject.active")).Should().BeFalse();
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

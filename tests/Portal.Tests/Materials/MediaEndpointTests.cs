using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using SkiaSharp;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Materials;

/// <summary>A portal with brands and a picture, that takes no large ones.</summary>
public sealed class PortalOfPictures : IAsyncLifetime
{
    public const int ImageBytes = 64 * 1024;

    public Side Side { get; private set; } = default!;

    public async Task InitializeAsync() =>
        Side = await Side.Furnish(await RunningPortal.Start(EditionPolicy.WeChat, settings: $"--Portal:Limits:ImageBytes={ImageBytes}"), "+447400123", "canary");

    public async Task DisposeAsync() => await Side.Portal.DisposeAsync();
}

/// <summary>How pictures go out and come in over HTTP.</summary>
public sealed class MediaEndpointTests(PortalOfPictures pictures) : IClassFixture<PortalOfPictures>
{
    private const string TokenHeader = "RequestVerificationToken";

    private Side Side => pictures.Side;

    private string Address => $"/a/{Side.Account.AppId}/media";

    [Fact]
    public async Task A_picture_goes_out_with_headers_that_make_it_nothing_but_a_picture()
    {
        using var answer = await Side.Follower.Client.GetAsync($"/media/{Side.CoverCode}");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().StartWith("image/");
        Header(answer, "X-Content-Type-Options").Should().Be("nosniff");
        Header(answer, "Content-Security-Policy").Should().Be("default-src 'none'; sandbox");
        Header(answer, "Cross-Origin-Resource-Policy").Should().Be("same-origin");
        answer.Headers.CacheControl.Should().Match<System.Net.Http.Headers.CacheControlHeaderValue>(cache => cache.Private && !cache.Public && cache.MaxAge > TimeSpan.FromDays(300));
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/media/{Side.CoverCode}");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        (await Side.Follower.Client.SendAsync(again)).StatusCode.Should().Be(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("..%2F..%2Fportal.db")]
    [InlineData("0000000000000000000000")]
    public async Task Any_other_code_is_404(string code) =>
        (await Side.Follower.Client.GetAsync($"/media/{code}")).StatusCode.Should().Be(HttpStatusCode.NotFound);

    [Fact]
    public async Task A_picture_is_taken_and_can_be_seen()
    {
        using var answer = await Upload(Side.Owner, Address, Png(40, 40), await Token(Side.Owner));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var taken = await answer.Content.ReadFromJsonAsync<Answer>();
        (await Side.Owner.Client.GetAsync(taken!.Address)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("forged")]
    public async Task A_forged_upload_is_refused_before_its_body_is_read(string? token)
    {
        using var body = new Watched(new byte[32 * 1024]);
        using var answer = await Send(Side.Owner, Address, body, token);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        body.WasSent.Should().BeFalse();
        (await answer.Content.ReadFromJsonAsync<Answer>())!.Problem.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_token_of_somebody_else_is_worth_nothing()
    {
        using var body = new Watched(new byte[32 * 1024]);
        using var answer = await Send(Side.Owner, Address, body, await Token(Side.Stranger));

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        body.WasSent.Should().BeFalse();
    }

    [Fact]
    public async Task A_picture_that_is_too_large_is_refused_before_its_body_is_read()
    {
        using var body = new Watched([], announced: 500L * 1024 * 1024);
        using var answer = await Send(Side.Owner, Address, body, await Token(Side.Owner));

        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        body.WasSent.Should().BeFalse();
        (await answer.Content.ReadFromJsonAsync<Answer>())!.Problem.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_whatever_it_is_called()
    {
        using var answer = await Upload(Side.Owner, Address, "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8.ToArray(), await Token(Side.Owner));

        answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadFromJsonAsync<Answer>())!.Problem.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_form_without_a_file_is_refused()
    {
        using var form = new FormUrlEncodedContent([new("picture", "x")]);
        using var answer = await Send(Side.Owner, Address, form, await Token(Side.Owner));

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task To_another_brand_the_address_does_not_exist()
    {
        using var answer = await Upload(Side.Stranger, Address, Png(40, 40), await Token(Side.Stranger));

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private static async Task<string> Token(Actor actor) =>
        (await actor.Client.Page("/account/security/password")).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private static async Task<HttpResponseMessage> Upload(Actor actor, string address, byte[] file, string token)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "picture", "picture.png" } };
        return await Send(actor, address, form, token);
    }

    private static async Task<HttpResponseMessage> Send(Actor actor, string address, HttpContent content, string? token)
    {
        // The body waits until the portal asks for it, however long that takes.
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = actor.Cookies, Expect100ContinueTimeout = TimeSpan.FromMinutes(5), ConnectCallback = Connect }) { BaseAddress = actor.Client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.ExpectContinue = true;
        if (token is not null)
            request.Headers.Add(TokenHeader, token);
        return await client.SendAsync(request);
    }

    private static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, context.DnsEndPoint.Port), cancel);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Should().ContainSingle().Subject;

    private static byte[] Png(int width, int height)
    {
        using var picture = new SKBitmap(width, height);
        picture.Erase(SKColors.SeaGreen);
        using var png = picture.Encode(SKEncodedImageFormat.Png, 90);
        return png.ToArray();
    }

    private sealed record Answer(string? Code, string? Address, string? Problem);

    /// <summary>A body that knows whether it was asked for, and that announces any length.</summary>
    private sealed class Watched : HttpContent
    {
        private readonly byte[] bytes;

        public Watched(byte[] bytes, long? announced = null)
        {
            this.bytes = bytes;
            Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "x") } };
            Headers.ContentLength = announced ?? bytes.Length;
        }

        public bool WasSent { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            WasSent = true;
            return stream.WriteAsync(bytes).AsTask();
        }

        protected override bool TryComputeLength(out long length)
        {
            length = Headers.ContentLength ?? bytes.Length;
            return true;
        }
    }
}

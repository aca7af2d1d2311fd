using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Identity;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Identity;

public sealed class LiveSessionsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_database_that_does_not_answer_signs_no_open_page_out_and_every_request(bool allConnectionsAreTaken)
    {
        // What SQL Server's driver says when its pool is empty.
        Exception failure = allConnectionsAreTaken ? new InvalidOperationException("Timeout expired.") : new SqliteException("disk I/O error", 10);
        var broken = new OnCommand("PersonSessions", _ => throw failure);
        using var db = TestDb.WeChat(options => options.AddInterceptors(broken));
        var live = Live(db);

        (await live.HoldsOrCannotTell(Somebody("nobody", "none", ""), touch: false)).Should().BeTrue();

        broken.Happened.Should().BeTrue();
        broken.Again();
        await FluentActions.Awaiting(() => live.Holds(Somebody("nobody", "none", ""), touch: true)).Should().ThrowAsync<Exception>();
        // It answers again, and knows nobody of that name.
        (await live.HoldsOrCannotTell(Somebody("nobody", "none", ""), touch: false)).Should().BeFalse();
    }

    [Theory]
    [InlineData("OnLocationChanged", "https://mp.example.org/a", true)]
    [InlineData("BeginInvokeDotNetFromJS", "DispatchEventAsync", true)]
    [InlineData("BeginInvokeDotNetFromJS", "NotifyChanged", false)]
    [InlineData("OnRenderCompleted", "17", false)]
    [InlineData("EndInvokeJSFromDotNet", "DispatchEventAsync", false)]
    public void Only_what_a_person_does_keeps_a_session_alive(string method, string argument, bool human) =>
        CircuitTouch.IsHuman(method, ["3", null, argument, 1L, "[]"]).Should().Be(human);

    [Theory]
    [InlineData("/", "navigate", "?1", true)]
    [InlineData("/a/wx1/settings", "navigate", null, false)]
    [InlineData("/_blazor/negotiate", "cors", null, false)]
    [InlineData("/media/upload", "same-origin", null, true)]
    [InlineData("/", null, null, true)]
    public void A_page_that_loads_itself_anew_keeps_no_session_alive(string path, string? mode, string? user, bool human)
    {
        var request = new DefaultHttpContext().Request;
        request.Path = path;
        if (mode is not null)
            request.Headers["Sec-Fetch-Mode"] = mode;
        if (user is not null)
            request.Headers["Sec-Fetch-User"] = user;

        LiveSessions.IsHuman(request).Should().Be(human);
    }

    private static LiveSessions Live(TestDb db) => new(new SessionOperations(db, db.Clock), Options.Create(new IdentityOptions()), NullLogger<LiveSessions>.Instance);

    private static ClaimsPrincipal Somebody(string user, string session, string stamp) => new(new ClaimsIdentity(
        [new(ClaimTypes.NameIdentifier, user), new(PersonSession.Claim, session), new(new IdentityOptions().ClaimsIdentity.SecurityStampClaimType, stamp)], "test"));
}

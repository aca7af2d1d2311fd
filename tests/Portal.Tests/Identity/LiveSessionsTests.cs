using System.Security.Claims;
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
    private readonly OnCommand broken = new("PersonSessions", _ => throw new SqliteException("disk I/O error", 10));

    [Fact]
    public async Task A_database_that_does_not_answer_signs_no_open_page_out_and_every_request()
    {
        using var db = TestDb.WeChat(options => options.AddInterceptors(broken));
        var live = Live(db);

        (await live.HoldsOrCannotTell(Somebody("nobody", "none", ""), touch: false)).Should().BeTrue();

        broken.Happened.Should().BeTrue();
        broken.Again();
        await FluentActions.Awaiting(() => live.Holds(Somebody("nobody", "none", ""), touch: true)).Should().ThrowAsync<SqliteException>();
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

    private static LiveSessions Live(TestDb db) => new(new SessionOperations(db, db.Clock), Options.Create(new IdentityOptions()), NullLogger<LiveSessions>.Instance);

    private static ClaimsPrincipal Somebody(string user, string session, string stamp) => new(new ClaimsIdentity(
        [new(ClaimTypes.NameIdentifier, user), new(PersonSession.Claim, session), new(new IdentityOptions().ClaimsIdentity.SecurityStampClaimType, stamp)], "test"));
}

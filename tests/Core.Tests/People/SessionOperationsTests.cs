using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.People;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.People;

public sealed class SessionOperationsTests : IDisposable
{
    private readonly TestDb db = TestDb.WeChat();
    private readonly SessionOperations sessions;

    public SessionOperationsTests() => sessions = new(db, db.Clock);

    public void Dispose() => db.Dispose();

    [Fact]
    public async Task A_session_lives_until_it_is_ended()
    {
        var (mei, stamp) = await Person("Mei");
        var id = await sessions.Start(mei.UserId, "Firefox · Linux");
        (await sessions.IsLive(id, mei.UserId, stamp)).Should().BeTrue();
        (await sessions.IsLive(id, mei.UserId, "another stamp")).Should().BeFalse();
        (await sessions.End(mei, id)).Should().BeTrue();
        (await sessions.IsLive(id, mei.UserId, stamp)).Should().BeFalse();
    }

    [Fact]
    public async Task Nobody_sees_or_ends_anothers_session()
    {
        var (mei, stamp) = await Person("Mei");
        var (stranger, _) = await Person("Stranger");
        var id = await sessions.Start(mei.UserId, "");
        (await sessions.List(stranger)).Should().BeEmpty();
        (await sessions.End(stranger, id)).Should().BeFalse();
        (await sessions.IsLive(id, stranger.UserId, stamp)).Should().BeFalse();
        (await sessions.IsLive(id, mei.UserId, stamp)).Should().BeTrue();
    }

    [Fact]
    public async Task Last_seen_follows_the_clock_by_the_minute()
    {
        var (mei, stamp) = await Person("Mei");
        var id = await sessions.Start(mei.UserId, "");
        var started = (await sessions.List(mei)).Single().LastSeenAt;
        db.Clock.Advance(TimeSpan.FromSeconds(59));
        await sessions.IsLive(id, mei.UserId, stamp);
        (await sessions.List(mei)).Single().LastSeenAt.Should().Be(started);
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        await sessions.IsLive(id, mei.UserId, stamp);
        (await sessions.List(mei)).Single().LastSeenAt.Should().Be(started + PersonSession.SeenEvery);
    }

    [Fact]
    public async Task A_page_that_lies_open_does_not_keep_its_session_alive()
    {
        var (rui, stamp) = await Person("Rui");
        await db.Appoint(rui.UserId, PlatformRoles.Reviewer);
        var id = await sessions.Start(rui.UserId, "");
        var started = (await sessions.List(rui)).Single().LastSeenAt;
        db.Clock.Advance(PersonSession.StaffIdleMax / 2);
        (await sessions.IsLive(id, rui.UserId, stamp, touch: false)).Should().BeTrue();
        (await sessions.List(rui)).Single().LastSeenAt.Should().Be(started);
        db.Clock.Advance(PersonSession.StaffIdleMax / 2);
        (await sessions.IsLive(id, rui.UserId, stamp, touch: false)).Should().BeFalse();
    }

    [Fact]
    public async Task The_oldest_sessions_end_when_there_are_too_many()
    {
        var (mei, stamp) = await Person("Mei");
        var first = await sessions.Start(mei.UserId, "");
        for (var more = 0; more < PersonSession.MaxOpen; more++)
        {
            db.Clock.Advance(TimeSpan.FromMinutes(1));
            await sessions.Start(mei.UserId, "");
        }

        (await sessions.List(mei)).Should().HaveCount(PersonSession.MaxOpen);
        (await sessions.IsLive(first, mei.UserId, stamp)).Should().BeFalse();
    }

    [Fact]
    public async Task A_session_that_was_away_too_long_is_over_listed_no_more_and_cleared_away()
    {
        var (mei, stamp) = await Person("Mei");
        var id = await sessions.Start(mei.UserId, "");
        db.Clock.Advance(PersonSession.IdleMax - TimeSpan.FromSeconds(1));
        (await sessions.List(mei)).Should().ContainSingle();
        db.Clock.Advance(TimeSpan.FromSeconds(2));
        (await sessions.IsLive(id, mei.UserId, stamp)).Should().BeFalse();
        (await sessions.List(mei)).Should().BeEmpty();
        var next = await sessions.Start(mei.UserId, "");
        await using var context = db.CreateDbContext();
        (await context.Set<PersonSession>().Select(row => row.Id).ToListAsync()).Should().Equal(next);
    }

    [Fact]
    public async Task Staff_signs_in_each_working_day()
    {
        var (rui, stamp) = await Person("Rui");
        await db.Appoint(rui.UserId, PlatformRoles.Reviewer);
        var id = await sessions.Start(rui.UserId, "");
        db.Clock.Advance(PersonSession.StaffIdleMax - TimeSpan.FromSeconds(1));
        (await sessions.IsLive(id, rui.UserId, stamp)).Should().BeTrue();
        db.Clock.Advance(PersonSession.StaffIdleMax);
        (await sessions.IsLive(id, rui.UserId, stamp)).Should().BeFalse();
        (await sessions.List(rui)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_proof_of_who_one_is_counts_ten_minutes_and_in_its_own_browser()
    {
        var (mei, _) = await Person("Mei");
        var (here, there) = (await sessions.Start(mei.UserId, ""), await sessions.Start(mei.UserId, ""));
        (await sessions.IsFresh(mei, here)).Should().BeTrue();
        db.Clock.Advance(PersonSession.FreshFor);
        (await sessions.IsFresh(mei, here)).Should().BeFalse();
        await sessions.Prove(mei, here);
        (await sessions.IsFresh(mei, here)).Should().BeTrue();
        (await sessions.IsFresh(mei, there)).Should().BeFalse();
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36", "Chrome · Windows")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0", "Edge · Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1", "Safari · iPhone")]
    [InlineData("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36 MicroMessenger/8.0.60", "WeChat · Android")]
    [InlineData("curl/8.5", "")]
    [InlineData(null, "")]
    public void A_device_is_named_by_what_it_says_of_itself(string? agent, string name) => DeviceName.From(agent).Should().Be(name);

    private async Task<(Person Person, string? Stamp)> Person(string name)
    {
        var person = await db.PersonNamed(name);
        await using var context = db.CreateDbContext();
        return (person, (await context.Users.SingleAsync(user => user.Id == person.UserId)).SecurityStamp);
    }
}

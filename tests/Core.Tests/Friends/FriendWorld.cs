using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Friends;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Core.Tests.Subscribers;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.Friends;

/// <summary>Subscribers of one side, and what they need to become friends.</summary>
internal sealed class FriendWorld : IDisposable
{
    private readonly SubscriberWorld people;
    private readonly CodeTries tries;

    public FriendWorld(Edition edition)
    {
        people = edition == Edition.Weixin ? SubscriberWorld.Weixin() : SubscriberWorld.WeChat();
        tries = new(Db.Limits);
        Codes = new(Db, Db.Clock);
        Friends = new(Db, Db.Clock);
        Requests = new(Db, tries, Db.Limits, Db.Clock);
    }

    public TestDb Db => people.Db;

    public PersonalCodes Codes { get; }

    public FriendOperations Friends { get; }

    public FriendRequestOperations Requests { get; }

    public async Task<long> Somebody(string? nickname = null)
    {
        var person = await people.Somebody();
        if (nickname is not null)
            (await people.Profiles.Rename(person, nickname)).Should().BeNull();
        return person;
    }

    /// <summary>Asks, by the code that the other shows.</summary>
    public async Task<FriendOutcome> Ask(long from, long to, string? words = null) => (await Requests.Ask(from, await Codes.Of(to), words)).Outcome;

    /// <summary>Accepts the newest request.</summary>
    public async Task<FriendOutcome> Accept(long me) => await Requests.Accept(me, (await Requests.Waiting(me)).Items[0].Code);

    /// <summary>Makes friends of two.</summary>
    public async Task Befriend(long one, long other)
    {
        (await Ask(one, other)).Should().Be(FriendOutcome.Sent);
        (await Accept(other)).Should().Be(FriendOutcome.Friends);
    }

    /// <summary>The only friend.</summary>
    public async Task<Friend> FriendOf(long me) => (await Friends.List(me)).Items.Should().ContainSingle().Which;

    /// <summary>All halves that there are, as ids.</summary>
    public async Task<IReadOnlyList<(long Owner, long Friend)>> Halves()
    {
        await using var db = Db.CreateDbContext();
        return (await db.Friendships.OrderBy(row => row.OwnerId).ThenBy(row => row.FriendId).ToListAsync()).ConvertAll(row => (row.OwnerId, row.FriendId));
    }

    public void Dispose()
    {
        tries.Dispose();
        people.Dispose();
    }
}

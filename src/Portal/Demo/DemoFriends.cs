using WeixinWeChat.Core.Friends;

namespace WeixinWeChat.Portal.Demo;

/// <summary>Friends among the subscribers: the two whom people are told to sign in as know each other and some more, and somebody asks each of them.</summary>
/// <param name="Remarks">What the first calls the second, what the second calls the first, and then what both call some of the others.</param>
/// <param name="Words">What is said to the first, and to the second, by those whose requests wait.</param>
public sealed record DemoFriends(IReadOnlyList<string> Remarks, IReadOnlyList<string> Words)
{
    private const int Others = 7;

    internal void Plan(DemoWorld world, IReadOnlyList<long> crowd, DemoTimeline timeline)
    {
        var (codes, friends, requests, now) = (world.Make<PersonalCodes>(), world.Make<FriendOperations>(), world.Make<FriendRequestOperations>(), world.Clock.Now);
        var (first, second) = (crowd[0], crowd[1]);
        timeline.Add(now.AddDays(-60), async () =>
        {
            await Meet(first, second);
            await Call(first, Remarks[0]);
            await Call(second, Remarks[1]);
        });
        foreach (var (other, place) in crowd.Skip(2).Take(Others).Select((other, place) => (other, place)))
        {
            timeline.Add(now.AddDays(-40 + (4 * place)).AddHours(place), async () =>
            {
                foreach (var one in place % 2 == 0 ? new[] { first, second } : [first])
                {
                    await Meet(one, other);
                    if (Remarks.ElementAtOrDefault(place + 2) is { } remark)
                        await Call(one, remark);
                }
            });
        }

        timeline.Add(now.AddHours(-5), async () =>
        {
            await Ask(crowd[Others + 2], first, Words[0]);
            await Ask(crowd[Others + 3], second, Words[1]);
        });

        async Task Ask(long from, long to, string? words)
        {
            if ((await requests.Ask(from, await codes.Of(to), words)).Outcome != FriendOutcome.Sent)
                throw new InvalidOperationException($"{from} did not ask {to}.");
        }

        async Task Meet(long one, long other)
        {
            await Ask(other, one, null);
            if (await requests.Accept(one, (await requests.Waiting(one)).Items[0].Code) != FriendOutcome.Friends)
                throw new InvalidOperationException($"{one} and {other} did not become friends.");
        }

        // The newest friend.
        async Task Call(long one, string remark) => await friends.Name(one, (await friends.List(one)).Items[0].Code, remark);
    }
}

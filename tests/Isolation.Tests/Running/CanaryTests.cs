using System.Text;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Isolation.Tests.Running;

/// <summary>The word that stands in every text of a brand is read by those whom it concerns, and by nobody else in any place.</summary>
[Collection(nameof(TwoSides))]
public sealed class CanaryTests(TwoSides sides)
{
    public static TheoryData<Edition> Editions => [Edition.Weixin, Edition.WeChat];

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task The_word_is_read_where_it_belongs(Edition edition)
    {
        var side = sides.Of(edition);
        var account = $"/a/{side.Account.AppId}";
        List<(Actor Actor, string Address, string Ending)> places =
        [
            (side.Owner, "/", "brand"), (side.Owner, account, "brand"), (side.Owner, $"{account}/settings", ""), (side.Owner, $"{account}/campaigns", "draft"),
            (side.Owner, $"{account}/campaigns/{side.DraftCode}", "draft"), (side.Owner, $"{account}/campaigns/{side.CampaignCode}/results", "title"),
            (side.Owner, $"{account}/followers", "fan"), (side.Owner, "/account/security/sessions", "browser"), (side.Owner, "/account/security/passkeys", "key"),
            (side.Follower, "/app", "title"), (side.Follower, $"/app/chats/{side.Account.AppId}", "title"), (side.Follower, $"/app/c/{side.CampaignCode}", "content"), (side.Follower, "/app/me", "fan"), (side.Follower, "/app/me/profile", "fan"), (side.Follower, "/app/me/devices", "phone"),
            (side.Owner, $"{account}/comments", "remark"), (side.Owner, $"{account}/comments", "waits"), (side.Follower, "/app/me/comments", "waits"), (side.Passerby, $"/app/c/{side.CampaignCode}", "remark"), (side.Passerby, $"/app/c/{side.CampaignCode}/comments", "thanks"),
            (side.Follower, "/app/friends", "friend"), (side.Follower, "/app/friends/requests", "asks"), (side.Follower, "/app/friends/requests", "hello"), (side.Passerby, $"/app/f/{side.CodeFor("/app/f/")}", "fan"),
            (side.Follower, "/app/games", "play"), (side.Follower, $"/app/games/{side.CodeFor("/app/games/")}", "play"), (side.Passerby, $"/app/games/{side.CodeFor("/app/games/")}/scores", "fan"),
            (side.Passerby, $"/app/accounts/{side.Account.AppId}", "brand"), (side.Passerby, $"/app/search?q={side.Canary}", "brand"),
        ];
        // The reviewers' desk is drawn in its circuit: what they read there is told by the tests of the review.
        if (side.CaseCode.Length > 0)
            places.Add((side.Owner, $"{account}/verification", "Limited"));

        foreach (var (actor, address, ending) in places)
            (await actor.Client.GetStringAsync(address)).Should().Contain($"{side.Canary} {ending}".TrimEnd(), address);
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task The_word_is_read_by_nobody_of_the_same_side_whom_it_does_not_concern(Edition edition)
    {
        var side = sides.Of(edition);
        foreach (var (name, actor) in side.Actors.Where(actor => actor.Key is "visitor" or "stranger" or "administrator"))
        {
            // The outbox of Development shows every mail to whoever sits at the machine; outside Development its address leads nowhere.
            // What was reported of a brand concerns all of the platform's staff, and the catalogues of games are the administrator's own work.
            foreach (var row in AnswerTable.Of(edition).Where(row => row.Route.Opens && row.Route.Pattern != "/dev/outbox" && (name != "administrator" || !(row.Route.Pattern.StartsWith("/complaints", StringComparison.Ordinal) || row.Route.Pattern.StartsWith("/platform/games", StringComparison.Ordinal)))))
                (await actor.Ask(row.Route, side)).Text.Should().NotContain(side.Canary, $"{name} at {row.Route}");
        }
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task A_subscriber_reads_of_a_brand_what_it_says_in_public_and_no_more(Edition edition)
    {
        var side = sides.Of(edition);
        foreach (var (name, actor) in side.Actors.Where(actor => actor.Key is "follower" or "passerby"))
        {
            foreach (var row in AnswerTable.Of(edition).Where(row => row.Route.Opens && !row.Route.Pattern.StartsWith("/app", StringComparison.Ordinal) && row.Route.Pattern != "/dev/outbox"))
                (await actor.Ask(row.Route, side)).Text.Should().NotContain(side.Canary, $"{name} at {row.Route}");
        }

        foreach (var row in AnswerTable.Of(edition).Where(row => row.Route.Opens && row.Route.Pattern.StartsWith("/app", StringComparison.Ordinal)))
        {
            // Whoever was sent a gift's link reads whose gift it is, whoever was shown a person's code whose code; whoever plays stands on their region's board, and whose comment was chosen below the article.
            var shown = row.Route.Pattern.StartsWith("/app/cards/g/", StringComparison.Ordinal) || row.Route.Pattern.StartsWith("/app/f/", StringComparison.Ordinal)
                || row.Route.Pattern is "/app/games/{Code}/scores" or "/app/c/{Code}" or "/app/c/{Code}/comments" ? "fan" : "";
            foreach (var secret in new[] { "owner", "Limited", "Zhang", "draft", "second", "browser", "key", "fan", "friend", "asks", "hello", "waits" }.Where(secret => secret != shown))
                (await side.Passerby.Ask(row.Route, side)).Text.Should().NotContain($"{side.Canary} {secret}", $"{row.Route}");
        }
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task The_word_is_read_by_nobody_of_the_other_side(Edition edition)
    {
        var (here, there) = (sides.Of(edition), sides.Across(edition));
        foreach (var (name, actor) in there.Actors)
        {
            foreach (var row in AnswerTable.Of(there.Portal.Policy.Edition).Where(row => row.Route.Opens))
                (await actor.Ask(row.Route, there)).Text.Should().NotContain(here.Canary, $"{name} at {row.Route}");
        }
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task No_file_and_no_output_of_one_portal_holds_a_word_of_the_other(Edition edition)
    {
        var (here, there) = (sides.Of(edition), sides.Across(edition));

        var (ours, theirs) = (await Everything(here.Portal), await Everything(there.Portal));

        foreach (var word in here.Words)
        {
            ours.Should().Contain(place => place.Text.Contains(word, StringComparison.OrdinalIgnoreCase), $"{word} is kept at home");
            theirs.Where(place => place.Text.Contains(word, StringComparison.OrdinalIgnoreCase)).Select(place => place.Name).Should().BeEmpty($"{word} is of the other side");
        }
    }

    // Byte by byte, whatever kind of file it is; the name counts too.
    private static async Task<IReadOnlyList<(string Name, string Text)>> Everything(RunningPortal portal)
    {
        List<(string, string)> places = [("output", portal.Output)];
        foreach (var file in Directory.GetFiles(portal.DataDirectory, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            places.Add((file, $"{file} {await reader.ReadToEndAsync()}"));
        }

        return places;
    }
}

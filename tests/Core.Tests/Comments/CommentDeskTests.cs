using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Comments;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Tests.Comments;

/// <summary>What the account does with its readers' comments.</summary>
public sealed class CommentDeskTests
{
    [Fact]
    public async Task Each_act_is_done_and_recorded_once_and_never_with_the_words()
    {
        using var world = await CommentWorld.Make();
        var (desk, mei, code) = (world.Desk, world.Campaigns.Mei, await world.Written(world.Campaigns.Followers[0], "Secret tea."));
        Func<Task<DeskOutcome>>[] acts =
        [
            () => desk.Choose(mei, world.AppId, code), () => desk.Pin(mei, world.AppId, code), () => desk.Unpin(mei, world.AppId, code), () => desk.Hide(mei, world.AppId, code),
            () => Reply("Secret answer."), () => Reply("Another secret."), () => desk.DeleteReply(mei, world.AppId, code), () => desk.Delete(mei, world.AppId, code),
        ];

        foreach (var act in acts.SkipLast(1).SelectMany(act => new[] { act, act }).Append(acts[^1]))
            (await act()).Should().Be(DeskOutcome.Done);
        (await acts[^1]()).Should().Be(DeskOutcome.Missing);

        var recorded = await world.Recorded();
        recorded.Select(entry => entry.Action).Should().Equal(
            "comment.chosen", "comment.pinned", "comment.unpinned", "comment.hidden", "comment.replied", "comment.replied", "comment.reply_deleted", "comment.deleted");
        world.Articles.Count.Should().Be(recorded.Count, "articles that are drawn show each change, and nothing else makes them old");
        recorded.Should().OnlyContain(entry => entry.Subject == code && entry.AppId == world.AppId && entry.Actor == mei.UserId && entry.Detail == null);

        async Task<DeskOutcome> Reply(string text) => (await desk.Reply(mei, world.AppId, code, text)).Outcome;
    }

    [Fact]
    public async Task Only_what_everybody_sees_is_pinned_and_only_so_many()
    {
        using var world = await CommentWorld.Make();
        var (desk, mei) = (world.Desk, world.Campaigns.Mei);
        (await desk.Pin(mei, world.AppId, await world.Written(world.Campaigns.Followers[0], "Waits."))).Should().Be(DeskOutcome.NotChosen);
        List<string> codes = [];
        for (var number = 0; number <= Comment.PinnedMax; number++)
            codes.Add(await world.Chosen(world.Campaigns.Followers[number], $"Number {number}"));

        var answers = await Task.WhenAll(codes.Select(code => Task.Run(() => desk.Pin(mei, world.AppId, code))));

        answers.Count(answer => answer == DeskOutcome.Done).Should().Be(Comment.PinnedMax);
        answers.Count(answer => answer == DeskOutcome.Full).Should().Be(1);
        var pinned = (await world.Seen(world.Campaigns.Followers[9])).Pinned;
        pinned.Should().HaveCount(Comment.PinnedMax);
        (await desk.Hide(mei, world.AppId, pinned[0].Code)).Should().Be(DeskOutcome.Done);
        (await desk.Pin(mei, world.AppId, codes.Single(code => pinned.All(one => one.Code != code)))).Should().Be(DeskOutcome.Done, "what is hidden stands on top no more");
        var other = await world.Campaigns.Launched(world.Campaigns.Ready with { Comments = CommentRule.Everyone });
        await world.Comments.Write(world.Campaigns.Followers[0], other.Code, Ids.Code(), "Elsewhere.");
        var elsewhere = (await world.Comments.Mine(world.Campaigns.Followers[0])).Items[0].Code;
        await desk.Choose(mei, world.AppId, elsewhere);
        (await desk.Pin(mei, world.AppId, elsewhere)).Should().Be(DeskOutcome.Done, "each article has its own");
    }

    [Fact]
    public async Task The_list_is_narrowed_to_a_state_and_to_an_article_and_comes_in_parts()
    {
        using var world = await CommentWorld.Make();
        var (desk, mei, writers) = (world.Desk, world.Campaigns.Mei, world.Campaigns.Followers);
        for (var number = 0; number < CommentDesk.PageSize + 1; number++)
            await world.Written(writers[number % 20], $"Number {number}");
        var chosen = await world.Chosen(writers[0], "Chosen.");
        var pinned = await world.Chosen(writers[1], "Pinned.");
        await desk.Pin(mei, world.AppId, pinned);
        var other = await world.Campaigns.Launched(world.Campaigns.Ready with { Title = "Other tea", Comments = CommentRule.Followers });
        await world.Comments.Write(writers[2], other.Code, Ids.Code(), "Elsewhere.");

        var first = (await desk.List(mei, world.AppId))!;
        first.Waiting.Should().Be(CommentDesk.PageSize + 2);
        first.Rows.Select(row => row.Text).Take(3).Should().Equal("Elsewhere.", "Pinned.", "Chosen.");
        first.Rows[0].Should().BeEquivalentTo(new { Nickname = "Guest 2", Title = "Other tea", Campaign = other.Code, State = CommentState.Waiting });
        first.Rows[0].Writer!.Blocked.Should().BeFalse();
        (await desk.List(mei, world.AppId, before: first.Next))!.Rows.Should().HaveCount(4);
        (await desk.List(mei, world.AppId, DeskFilter.Chosen))!.Rows.Select(row => row.Code).Should().Equal(pinned, chosen);
        (await desk.List(mei, world.AppId, DeskFilter.Pinned))!.Rows.Select(row => row.Code).Should().Equal(pinned);
        (await desk.List(mei, world.AppId, DeskFilter.Pinned, world.Article.Code))!.Rows.Select(row => row.Code).Should().Equal(pinned);
        var waiting = (await desk.List(mei, world.AppId, DeskFilter.Waiting, world.Article.Code))!;
        waiting.Rows.Should().HaveCount(CommentDesk.PageSize).And.OnlyContain(row => row.State == CommentState.Waiting);
        waiting.Waiting.Should().Be(CommentDesk.PageSize + 1);
        waiting.Article.Should().Be(new DeskArticle(world.Article.Code, "Spring tea", CommentRule.Everyone, Launched: true));
        (await desk.List(mei, world.AppId, campaign: other.Code))!.Rows.Should().ContainSingle();
        (await desk.List(mei, world.AppId, campaign: "'"))!.Should().Match<DeskList>(list => list.Article == null && list.Rows.Count == 0);
    }

    [Fact]
    public async Task Whoever_writes_is_blocked_also_one_who_never_followed_and_counts_as_nobody_who_left()
    {
        using var world = await CommentWorld.Make();
        var (desk, mei, campaigns) = (world.Desk, world.Campaigns.Mei, world.Campaigns);
        var (follower, passerby) = (campaigns.Followers[0], (await campaigns.Follow(1, follow: false))[0]);
        var (theirs, other) = (await world.Written(follower, "Hello."), await world.Written(passerby, "Hello too."));
        (await desk.Block(campaigns.Stranger, world.AppId, other)).Should().Be(DeskOutcome.Missing);
        (await desk.Block(mei, world.AppId, Ids.Code())).Should().Be(DeskOutcome.Missing);
        var counts = new FollowerCounts(world.Db, world.Db.Clock);
        var before = await counts.Of(mei, world.AppId);

        foreach (var code in new[] { theirs, other, theirs, other })
            (await desk.Block(mei, world.AppId, code)).Should().Be(DeskOutcome.Done);

        foreach (var who in new[] { follower, passerby })
        {
            (await campaigns.Visits.Open(who, world.Article.Code)).Should().BeNull();
            (await world.Write(who, "Again.")).Should().Be(CommentOutcome.Missing);
        }

        (await world.Recorded()).Select(entry => entry.Action).Should().Equal("follower.blocked", "follower.blocked");
        (await counts.Of(mei, world.AppId)).Should().Be(before);
        var writer = (await desk.List(mei, world.AppId))!.Rows.Single(row => row.Code == other).Writer!;
        writer.Blocked.Should().BeTrue();
        (await new BlockOperations(world.Db, world.Db.Clock).Set(mei, world.AppId, writer.OpenId, false)).Should().BeTrue();
        (await campaigns.Visits.Open(passerby, world.Article.Code)).Should().NotBeNull();
    }

    [Fact]
    public async Task Another_brand_sees_nothing_and_changes_nothing()
    {
        using var world = await CommentWorld.Make();
        var (desk, stranger) = (world.Desk, world.Campaigns.Stranger);
        var theirs = (await world.Db.AccountOf(stranger, "Third house", verified: true)).AppId;
        var code = await world.Chosen(world.Campaigns.Followers[0], "Hello.");
        (await desk.List(stranger, world.AppId)).Should().BeNull();
        (await desk.List(stranger, theirs, campaign: world.Article.Code))!.Should().Match<DeskList>(list => list.Article == null && list.Rows.Count == 0);
        foreach (var appId in new[] { world.AppId, theirs, "wx0000000000000000" })
        {
            foreach (var act in new Func<Person, string, string, CancellationToken, Task<DeskOutcome>>[] { desk.Choose, desk.Hide, desk.Pin, desk.Unpin, desk.DeleteReply, desk.Delete })
                (await act(stranger, appId, code, default)).Should().Be(DeskOutcome.Missing);
            (await desk.Reply(stranger, appId, code, "Mine.")).Outcome.Should().Be(DeskOutcome.Missing);
            (await desk.Open(stranger, appId, world.Article.Code, CommentRule.Off)).Should().BeFalse();
        }

        (await desk.Delete(world.Campaigns.Mei, theirs, code)).Should().Be(DeskOutcome.Missing);
        (await desk.Delete(world.Campaigns.Mei, world.AppId, "'")).Should().Be(DeskOutcome.Missing);
        (await world.Seen(world.Campaigns.Followers[1])).Rows.Should().ContainSingle().Which.Reply.Should().BeNull();
        (await world.Campaigns.Stored(world.Article.Code)).Comments.Should().Be(CommentRule.Everyone);
        (await world.Recorded()).Should().ContainSingle("that it was chosen");
    }

    [Fact]
    public async Task Replies_are_read_as_comments_are_and_a_draft_is_opened_in_its_editor()
    {
        using var world = await CommentWorld.Make();
        var code = await world.Written(world.Campaigns.Followers[0], "Hello.");
        foreach (var text in new[] { null, " ", new string('a', Comment.TextMax + 1), "turned \u202e round" })
        {
            var (outcome, problem) = await world.Desk.Reply(world.Campaigns.Mei, world.AppId, code, text);
            outcome.Should().Be(DeskOutcome.Invalid);
            problem.En.Should().NotBeEmpty();
        }

        var draft = await world.Campaigns.Draft(world.Campaigns.Ready with { Comments = CommentRule.Followers });
        draft.Draft.Comments.Should().Be(CommentRule.Followers, "a draft keeps it");
        (await world.Desk.Open(world.Campaigns.Mei, world.AppId, draft.Code, CommentRule.Off)).Should().BeFalse();
        (await world.Desk.List(world.Campaigns.Mei, world.AppId, campaign: draft.Code))!.Article!.Launched.Should().BeFalse();
    }
}

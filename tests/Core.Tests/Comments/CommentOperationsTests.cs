using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Comments;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.Comments;

/// <summary>What readers write under an article, and who sees it.</summary>
public sealed class CommentOperationsTests
{
    [Fact]
    public async Task A_comment_is_seen_by_its_writer_alone_until_it_is_chosen()
    {
        using var world = await CommentWorld.Make(TestDb.WeChat());
        var (writer, other) = (world.Campaigns.Followers[0], world.Campaigns.Followers[1]);

        (await world.Write(writer, "  Lovely.\r\n\r\n\r\nI come on Friday. ")).Should().Be(CommentOutcome.Written);

        var own = (await world.Seen(writer)).Waiting.Should().ContainSingle().Which;
        own.Should().BeEquivalentTo(new { Nickname = "Guest 0", Text = "Lovely.\nI come on Friday.", Waiting = true, Mine = true, Pinned = false, Reply = (string?)null });
        (await world.Seen(writer)).Rows.Should().BeEmpty();
        (await world.Seen(other)).Should().Match<CommentThread>(thread => thread.Waiting.Count + thread.Pinned.Count + thread.Rows.Count == 0);
        await world.Desk.Choose(world.Campaigns.Mei, world.AppId, own.Code);
        (await world.Seen(other)).Rows.Should().ContainSingle().Which.Should().BeEquivalentTo(new { own.Code, Waiting = false, Mine = false });
        (await world.Seen(writer)).Waiting.Should().BeEmpty();
    }

    [Fact]
    public async Task Sent_many_times_at_once_it_is_one_comment()
    {
        using var world = await CommentWorld.Make();
        var (writer, key) = (world.Campaigns.Followers[0], Ids.Code());

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => world.Write(writer, "Once.", key))));

        answers.Should().OnlyContain(answer => answer == CommentOutcome.Written);
        var code = (await world.Comments.Mine(writer)).Items.Should().ContainSingle().Which.Code;
        (await world.Write(writer, "Twice.", key)).Should().Be(CommentOutcome.SentBefore, "nothing that was typed is lost unsaid");
        (await world.Write(world.Campaigns.Followers[1], "Mine.", key)).Should().Be(CommentOutcome.Written);
        (await world.Comments.Mine(world.Campaigns.Followers[1])).Items.Should().ContainSingle("a key is a person's own").Which.Text.Should().Be("Mine.");
        await world.Comments.Delete(writer, code);
        (await world.Write(writer, "Once.", key)).Should().Be(CommentOutcome.SentBefore);
        (await world.Comments.Mine(writer)).Items.Should().BeEmpty("the old form brings nothing back");
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_with_a_reason_in_both_languages()
    {
        using var world = await CommentWorld.Make();
        var writer = world.Campaigns.Followers[0];
        foreach (var text in new[] { null, "", " \r\n ", "\u200b", new string('a', Comment.TextMax + 1), new string('a', 100_000), "turned \u202e round", "half \ud83d", "bell \a" })
        {
            var (outcome, problem) = await world.Comments.Write(writer, world.Article.Code, Ids.Code(), text);
            outcome.Should().Be(CommentOutcome.Invalid);
            problem.En.Should().NotBeEmpty();
            problem.Zh.Should().NotBeEmpty();
        }

        (await world.Comments.Mine(writer)).Items.Should().BeEmpty();
        foreach (var text in new[] { new string('茶', Comment.TextMax), OddText.Emoji, OddText.RightToLeft, OddText.Sql, OddText.Script })
        {
            (await world.Write(writer, text)).Should().Be(CommentOutcome.Written);
            (await world.Comments.Mine(writer)).Items[0].Text.Should().Be(text);
            world.Db.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Who_may_write_is_said_by_the_article()
    {
        using var world = await CommentWorld.Make(rule: CommentRule.Followers);
        var (follower, passerby) = (world.Campaigns.Followers[0], (await world.Campaigns.Follow(1, follow: false))[0]);
        (await world.Write(passerby, "Hello.")).Should().Be(CommentOutcome.FollowersOnly);
        (await world.Seen(passerby)).Standing.Should().Be(CommentStanding.FollowersOnly);
        await world.Chosen(follower, "Hello.");
        (await world.Seen(passerby)).Rows.Should().ContainSingle("who may open the article reads");
        await world.Campaigns.Change(follower, following => following.End(world.Db.Clock.UtcNow));
        (await world.Write(follower, "Once more.")).Should().Be(CommentOutcome.FollowersOnly);

        (await world.Desk.Open(world.Campaigns.Mei, world.AppId, world.Article.Code, CommentRule.Off)).Should().BeTrue();
        (await world.Write(world.Campaigns.Followers[1], "Too late.")).Should().Be(CommentOutcome.Closed);
        (await world.Seen(passerby)).Should().Match<CommentThread>(thread => thread.Standing == CommentStanding.Closed && thread.Rows.Count == 1 && !thread.IsSilent);
        (await world.Desk.Open(world.Campaigns.Mei, world.AppId, world.Article.Code, CommentRule.Everyone)).Should().BeTrue();
        (await world.Write(passerby, "Hello.")).Should().Be(CommentOutcome.Written);
        (await world.Recorded()).Where(entry => entry.Action == "comments.rule_changed").Select(entry => entry.Detail).Should().Equal("Off", "Everyone");
    }

    [Fact]
    public async Task An_article_says_nothing_about_comments_until_it_is_opened_to_them()
    {
        using var world = await CommentWorld.Make(rule: CommentRule.Off);

        (await world.Seen(world.Campaigns.Followers[0])).IsSilent.Should().BeTrue();
        (await world.Write(world.Campaigns.Followers[0], "Hello.")).Should().Be(CommentOutcome.Closed);
        new CampaignDraft("", "", "", "", null, null, null, null).Comments.Should().Be(CommentRule.Off);
    }

    [Fact]
    public async Task Whoever_may_not_open_the_article_gets_what_a_missing_one_gives()
    {
        using var world = await CommentWorld.Make(verified: false);
        var (reader, blocked, passerby) = (world.Campaigns.Followers[0], world.Campaigns.Followers[1], (await world.Campaigns.Follow(1, follow: false))[0]);
        await world.Campaigns.Change(blocked, following => following.Blocked = true);
        var draft = await world.Campaigns.Draft(world.Campaigns.Ready with { Comments = CommentRule.Everyone });
        foreach (var (who, code) in new[] { (blocked, world.Article.Code), (passerby, world.Article.Code), (reader, draft.Code), (reader, Ids.Code()), (reader, "'") })
        {
            (await world.Comments.Read(who, code)).Should().BeNull();
            (await world.Comments.Write(who, code, Ids.Code(), "Hello.")).Outcome.Should().Be(CommentOutcome.Missing);
        }

        var own = await world.Written(reader, "Hello.");
        await world.Campaigns.Launches.Withdraw(world.Campaigns.Mei, world.AppId, world.Article.Code);
        (await world.Comments.Read(reader, world.Article.Code)).Should().BeNull();
        (await world.Write(reader, "Hello again.")).Should().Be(CommentOutcome.Missing);
        (await world.Comments.Mine(reader)).Items.Should().ContainSingle().Which.Article.Should().BeNull("it opens no more");
        await world.Comments.Delete(reader, own);
        (await world.Comments.Mine(reader)).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task A_day_allows_so_many_and_an_article_so_many()
    {
        using var world = await CommentWorld.Make();
        var writer = world.Campaigns.Followers[0];
        world.Db.Limits.CommentsPerDay = 3;
        for (var number = 0; number < 3; number++)
            await world.Written(writer, $"Number {number}");
        await world.Comments.Delete(writer, (await world.Comments.Mine(writer)).Items[0].Code);
        (await world.Write(writer, "One more.")).Should().Be(CommentOutcome.TooManyToday, "what was deleted was written");
        (await world.Write(world.Campaigns.Followers[1], "Mine.")).Should().Be(CommentOutcome.Written);
        world.Db.Clock.Advance(TimeSpan.FromHours(25));
        (await world.Write(writer, "The next day.")).Should().Be(CommentOutcome.Written);

        world.Db.Limits.CommentsPerDay = 1000;
        for (var number = 3; number < Comment.MostUnderOne; number++)
            await world.Written(writer, $"Number {number}");
        (await world.Write(writer, "One too many.")).Should().Be(CommentOutcome.TooManyHere);
        await world.Comments.Delete(writer, (await world.Comments.Mine(writer)).Items[0].Code);
        (await world.Write(writer, "In its place.")).Should().Be(CommentOutcome.Written);
    }

    [Fact]
    public async Task Only_its_writer_deletes_it_and_its_words_are_gone_from_the_database()
    {
        using var world = await CommentWorld.Make();
        var (writer, other) = (world.Campaigns.Followers[0], world.Campaigns.Followers[1]);
        var code = await world.Chosen(writer, "Secret tea.");
        await world.Desk.Pin(world.Campaigns.Mei, world.AppId, code);
        await world.Desk.Reply(world.Campaigns.Mei, world.AppId, code, "Secret answer.");

        await world.Comments.Delete(other, code);
        (await world.Seen(other)).Pinned.Should().ContainSingle();
        await world.Comments.Delete(writer, code);
        await world.Comments.Delete(writer, code);

        foreach (var who in new[] { writer, other })
            (await world.Seen(who)).Should().Match<CommentThread>(thread => thread.Waiting.Count + thread.Pinned.Count + thread.Rows.Count == 0);
        (await world.Comments.Mine(writer)).Items.Should().BeEmpty();
        (await world.Desk.List(world.Campaigns.Mei, world.AppId))!.Rows.Should().BeEmpty();
        await using var db = world.Db.CreateDbContext();
        (await db.Comments.SingleAsync()).Should().BeEquivalentTo(new { Text = "", Reply = (string?)null, PinnedAt = (DateTime?)null, State = CommentState.Deleted });
    }

    [Fact]
    public async Task The_pinned_come_first_and_the_others_in_parts_the_newest_first()
    {
        using var world = await CommentWorld.Make();
        var (writers, reader) = (world.Campaigns.Followers, world.Campaigns.Followers[19]);
        List<string> codes = [];
        for (var number = 0; number < CommentOperations.PageSize + 5; number++)
            codes.Add(await world.Chosen(writers[number % 5], $"Number {number}"));
        await world.Desk.Pin(world.Campaigns.Mei, world.AppId, codes[0]);

        var first = await world.Seen(reader);
        first.Pinned.Select(row => row.Text).Should().Equal("Number 0");
        first.Rows.Select(row => row.Text).Should().Equal(Enumerable.Range(5, CommentOperations.PageSize).Reverse().Select(number => $"Number {number}"));
        await world.Desk.Delete(world.Campaigns.Mei, world.AppId, first.Next!);
        var second = await world.Seen(reader, first.Next);
        second.Rows.Select(row => row.Text).Should().Equal("Number 4", "Number 3", "Number 2", "Number 1");
        second.Pinned.Should().BeEmpty("they were read on the first page");
        second.Next.Should().BeNull();
        (await world.Seen(reader, "'; drop table")).Rows.Should().HaveCount(CommentOperations.PageSize, "what is no comment of this article begins anew");
    }

    [Fact]
    public async Task A_persons_own_list_shows_theirs_alone_with_the_replies()
    {
        using var world = await CommentWorld.Make();
        var (writer, other) = (world.Campaigns.Followers[0], world.Campaigns.Followers[1]);
        await world.Written(other, "Not yours.");
        var code = await world.Chosen(writer, "When do you open?");
        await world.Desk.Reply(world.Campaigns.Mei, world.AppId, code, "At nine.");

        (await world.Comments.Mine(writer)).Items.Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            Text = "When do you open?",
            State = CommentState.Chosen,
            Reply = "At nine.",
            AccountName = "Tea house",
            Title = "Spring tea",
            Article = world.Article.Code,
        });
    }
}

using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.People;

public sealed class ConfirmationCodesTests : IDisposable
{
    private const string Phone = "+6591234567";
    private static readonly CodePurpose SignIn = new("test-sign-in", new("sign in", "登录"));
    private static readonly CodePurpose Change = new("test-change", new("change your number", "更换手机号"));

    private readonly TestDb db = TestDb.WeChat();
    private readonly ConfirmationCodes codes;

    public ConfirmationCodesTests() => codes = new ConfirmationCodes(db, db.Outbox, db.Vault, db.Policy, db.Clock);

    public void Dispose() => db.Dispose();

    [Fact]
    public async Task A_code_is_right_once()
    {
        var code = await Sent(SignIn);
        (await codes.Check(SignIn, Phone, code)).Should().Be(CodeCheck.Right);
        (await codes.Check(SignIn, Phone, code)).Should().Be(CodeCheck.Wrong);
    }

    [Fact]
    public async Task A_purpose_with_a_limit_of_its_own_sends_no_more_whomever_they_go_to()
    {
        var purpose = new CodePurpose("test-account", new("activate", "激活"), PerDay: 3);
        for (var number = 0; number < 3; number++)
            (await codes.Send(purpose, OutboxChannel.Sms, $"+6591234{number:000}")).State.Should().Be(CodeSending.Sent);

        (await codes.Send(purpose, OutboxChannel.Sms, "+6591234999")).State.Should().Be(CodeSending.TooMany);
        (await codes.Send(SignIn, OutboxChannel.Sms, "+6591234999")).State.Should().Be(CodeSending.Sent, "another purpose has nothing to do with it");

        db.Clock.Advance(TimeSpan.FromHours(25));
        (await codes.Send(purpose, OutboxChannel.Sms, "+6591234999")).State.Should().Be(CodeSending.Sent);
    }

    [Fact]
    public async Task A_code_may_be_typed_with_spaces_and_full_width_digits()
    {
        var code = await Sent(SignIn);
        var typed = " " + string.Concat(code.Select(digit => (char)(digit - '0' + '０'))).Insert(3, "　") + " ";
        (await codes.Check(SignIn, Phone, typed)).Should().Be(CodeCheck.Right);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("12345")]
    [InlineData("' OR 1=1 --")]
    [InlineData("٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣")]
    public async Task Anything_else_is_wrong(string? typed)
    {
        await Sent(SignIn);
        (await codes.Check(SignIn, Phone, typed)).Should().Be(CodeCheck.Wrong);
    }

    [Fact]
    public async Task Seven_digits_that_begin_with_the_code_are_wrong()
    {
        var code = await Sent(SignIn);
        (await codes.Check(SignIn, Phone, code + "0")).Should().Be(CodeCheck.Wrong);
    }

    [Fact]
    public async Task A_code_dies_after_five_wrong_answers()
    {
        var code = await Sent(SignIn);
        for (var answer = 1; answer < ConfirmationCode.MaxTries; answer++)
            (await codes.Check(SignIn, Phone, Other(code))).Should().Be(CodeCheck.Wrong);
        (await codes.Check(SignIn, Phone, Other(code))).Should().Be(CodeCheck.TooManyTries);
        (await codes.Check(SignIn, Phone, code)).Should().Be(CodeCheck.TooManyTries);
    }

    [Fact]
    public async Task Answers_that_arrive_together_share_no_try()
    {
        var code = await Sent(SignIn);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => codes.Check(SignIn, Phone, code)));
        answers.Count(answer => answer == CodeCheck.Right).Should().Be(1);
    }

    [Fact]
    public async Task A_code_works_until_its_last_second_and_not_after()
    {
        var code = await Sent(SignIn);
        db.Clock.Advance(ConfirmationCode.Lifetime);
        (await codes.Check(SignIn, Phone, code)).Should().Be(CodeCheck.Expired);

        code = await Sent(SignIn);
        db.Clock.Advance(ConfirmationCode.Lifetime - TimeSpan.FromSeconds(1));
        (await codes.Check(SignIn, Phone, code)).Should().Be(CodeCheck.Right);
    }

    [Fact]
    public async Task A_code_is_bound_to_its_purpose_and_its_recipient()
    {
        var code = await Sent(SignIn);
        await Sent(Change);
        (await codes.Check(Change, Phone, code)).Should().NotBe(CodeCheck.Right);
        (await codes.Check(SignIn, "+6598765432", code)).Should().Be(CodeCheck.Wrong);
        (await codes.Check(SignIn, Phone, code)).Should().Be(CodeCheck.Right);
    }

    [Fact]
    public async Task A_new_code_replaces_the_one_before()
    {
        var first = await Sent(SignIn);
        db.Clock.Advance(ConfirmationCode.Pause);
        var second = await Sent(SignIn);
        if (first != second)
            (await codes.Check(SignIn, Phone, first)).Should().Be(CodeCheck.Wrong);
        (await codes.Check(SignIn, Phone, second)).Should().Be(CodeCheck.Right);
    }

    [Fact]
    public async Task One_recipient_gets_one_code_a_minute()
    {
        await Sent(SignIn);
        var again = await codes.Send(SignIn, OutboxChannel.Sms, Phone);
        again.State.Should().Be(CodeSending.TooSoon);
        again.NextAt.Should().Be(db.Clock.GetUtcNow().UtcDateTime + ConfirmationCode.Pause);
        (await codes.Send(SignIn, OutboxChannel.Sms, "+6598765432")).State.Should().Be(CodeSending.Sent);
    }

    [Fact]
    public async Task Requests_at_the_same_moment_send_one_code()
    {
        var sent = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => codes.Send(SignIn, OutboxChannel.Sms, Phone)));
        sent.Count(one => one.State == CodeSending.Sent).Should().Be(1);
        (await Messages()).Should().ContainSingle();
    }

    [Fact]
    public async Task One_recipient_gets_ten_codes_a_day_for_one_purpose_and_still_some_for_another()
    {
        for (var sent = 0; sent < ConfirmationCode.PerDay; sent++)
        {
            await Sent(SignIn);
            db.Clock.Advance(ConfirmationCode.Pause);
        }

        (await codes.Send(SignIn, OutboxChannel.Sms, Phone)).State.Should().Be(CodeSending.TooMany);
        (await codes.Send(Change, OutboxChannel.Sms, Phone)).State.Should().Be(CodeSending.Sent);
        db.Clock.Advance(TimeSpan.FromDays(1));
        (await codes.Send(SignIn, OutboxChannel.Sms, Phone)).State.Should().Be(CodeSending.Sent);
    }

    [Fact]
    public async Task Neither_code_nor_recipient_can_be_read_from_the_database()
    {
        var code = await Sent(SignIn);
        await using var context = db.CreateDbContext();
        var row = await context.Set<ConfirmationCode>().SingleAsync();
        $"{row.Hash}{row.Salt}{row.RecipientHash}".Should().NotContain(code).And.NotContain(Phone);
        (await codes.Send(Change, OutboxChannel.Mail, "mei@example.com")).State.Should().Be(CodeSending.Sent);
        (await context.OutboxMessages.SingleAsync(sent => sent.Channel == OutboxChannel.Mail)).Subject.Should().NotMatchRegex("[0-9]{6} is");
        var message = await context.OutboxMessages.SingleAsync(sent => sent.Channel == OutboxChannel.Sms);
        $"{message.Recipient}{message.Subject}{message.Body}".Should().NotContain(code).And.NotContain(Phone[1..]);
    }

    [Fact]
    public async Task The_message_speaks_the_readers_language_and_names_the_brand()
    {
        using var _ = Culture.Use("zh-CN");
        await Sent(SignIn);
        (await Messages()).Single().Body.Should().MatchRegex("^【WeChat】验证码 [0-9]{6}，用于登录");
    }

    [Fact]
    public async Task The_sender_may_word_the_message()
    {
        await codes.Send(SignIn, OutboxChannel.Mail, "Mei@Example.com", code => new CodeText("Hello", $"Take {code}"));
        var mail = (await Messages()).Single();
        mail.Recipient.Should().Be("Mei@Example.com");
        var code = Regex.Match(mail.Body, "[0-9]{6}").Value;
        (await codes.Check(SignIn, "mei@example.com", code)).Should().Be(CodeCheck.Right, "addresses are compared without regard to case");
    }

    [Fact]
    public async Task What_no_limit_counts_any_more_is_forgotten()
    {
        await Sent(SignIn);
        db.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
        await Sent(Change);
        await codes.Forget();
        await using var context = db.CreateDbContext();
        (await context.Set<ConfirmationCode>().SingleAsync()).Purpose.Should().Be(Change.Name);
    }

    private async Task<string> Sent(CodePurpose purpose)
    {
        (await codes.Send(purpose, OutboxChannel.Sms, Phone)).State.Should().Be(CodeSending.Sent);
        return Regex.Match((await Messages())[^1].Body, "[0-9]{6}").Value;
    }

    private async Task<List<(string Recipient, string Body)>> Messages()
    {
        await using var context = db.CreateDbContext();
        return [.. (await context.OutboxMessages.OrderBy(row => row.Id).ToListAsync()).Select(db.Outbox.Open)];
    }

    private static string Other(string code) => code == "000000" ? "000001" : "000000";
}

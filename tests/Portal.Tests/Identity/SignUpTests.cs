using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Identity;

public sealed class SignUpTests(PortalOfPeople people) : IClassFixture<PortalOfPeople>
{
    private const string Strangers = "quite another 77 thing";

    [Fact]
    public async Task A_code_never_confirms_the_sign_up_of_a_stranger_who_came_after()
    {
        const string email = "victim@example.com";
        using var mei = New();
        using var stranger = New();
        var confirm = (await mei.SignUp(email)).Location!;
        var link = LinkIn(await mei.MailTo(email));
        await stranger.SignUp(email, Strangers);

        var refused = await mei.Post(confirm, "confirm", ("Code", await mei.CodeFor(email)));

        refused.Text.Should().Contain("this sign-up no longer counts").And.Contain("href=\"/account/sign-up\"");
        (await mei.IsIn()).Should().BeFalse();
        (await mei.Get(link)).Text.Should().Contain("already used");
        (await stranger.SignIn(email, Strangers)).Location.Should().StartWith("/account/confirm", "nobody has confirmed it");
    }

    [Fact]
    public async Task Who_reads_the_mail_of_a_strangers_sign_up_confirms_nothing_without_its_password()
    {
        const string email = "lured@example.com";
        using var stranger = New();
        using var mei = New();
        await stranger.SignUp(email, Strangers);
        var link = LinkIn(await mei.MailTo(email));

        (await mei.Post(link, "confirm-link", ("Password", Visitor.Password))).Text.Should().Contain("password-error");

        (await stranger.SignIn(email, Strangers)).Location.Should().StartWith("/account/confirm");
    }

    [Fact]
    public async Task A_replaced_sign_up_of_an_unknown_and_of_a_known_address_are_answered_alike()
    {
        using var mei = New();
        await mei.Join("taken@example.com");
        using var stranger = New();
        var answers = new List<string>();
        foreach (var email in new[] { "taken@example.com", "never@example.com" })
        {
            var first = (await stranger.SignUp(email.ToUpperInvariant(), Strangers)).Location!;
            var second = (await stranger.SignUp(email, Strangers)).Location!;
            first.Should().HaveLength(second.Length);
            answers.Add(Plain((await stranger.Post(first, "confirm", ("Code", "000000"))).Text, email));
        }

        answers[0].Should().Be(answers[1]);
    }

    [Fact]
    public async Task A_known_persons_mail_goes_to_the_address_they_proved_however_somebody_types_it()
    {
        using var mei = New();
        await mei.Join("Proved@example.com");
        using var stranger = New();
        await stranger.SignUp("PROVED@EXAMPLE.COM", Strangers);
        await stranger.Post("/account/forgotten-password", "forgotten", ("Email", "proved@EXAMPLE.com"));

        using var dbs = TestDb.Of(people.Portal);
        await using var db = dbs.CreateDbContext();
        var sent = (await db.OutboxMessages.ToListAsync()).Select(message => dbs.Outbox.Open(message).Recipient).Where(to => to.StartsWith("proved", StringComparison.OrdinalIgnoreCase)).ToList();
        sent.Should().HaveCountGreaterThan(1).And.OnlyContain(to => to == "Proved@example.com");
    }

    [Fact]
    public async Task A_sign_up_that_replaces_another_goes_by_the_address_as_it_was_typed_now()
    {
        using var first = New();
        using var second = New();
        await first.SignUp("Replaced@example.com", Strangers);
        await second.SignUp("replaced@example.com");

        using var dbs = TestDb.Of(people.Portal);
        await using var db = dbs.CreateDbContext();
        var user = await db.Users.SingleAsync(row => row.NormalizedEmail == "REPLACED@EXAMPLE.COM");
        (user.Email, user.UserName).Should().Be(("replaced@example.com", "replaced@example.com"));
    }

    [Fact]
    public async Task Sign_ups_of_one_address_at_the_same_moment_are_all_taken()
    {
        using var visitor = New();
        var token = Visitor.TokenOf((await visitor.Get("/account/sign-up")).Text);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => visitor.Send("/account/sign-up",
            ("_handler", "sign-up"), ("__RequestVerificationToken", token), ("Form.Name", "Mei"), ("Form.Email", "twice@example.com"), ("Form.Password", Visitor.Password))));

        answers.Should().OnlyContain(answer => answer.Status == HttpStatusCode.Redirect && answer.Location!.StartsWith("/account/confirm"));
    }

    [Fact]
    public async Task What_a_stranger_typed_as_a_name_reaches_no_unconfirmed_address()
    {
        const string email = "named@example.com";
        using var stranger = New();
        await stranger.SignUp(email, name: "Cheap watches");
        (await stranger.MailTo(email)).Should().NotContain("Cheap watches");
        await stranger.Post("/account/forgotten-password", "forgotten", ("Email", email));
        (await stranger.MailTo(email)).Should().Contain("/account/reset-password").And.NotContain("Cheap watches");
    }

    private Visitor New() => new(people.Portal);

    private static string LinkIn(string mail) => new Uri(Regex.Match(mail, "href=\"([^\"]+)\"").Groups[1].Value).PathAndQuery;

    // The pages alike but for tokens, and the address that was typed.
    private static string Plain(string page, string email) =>
        Regex.Replace(page.Replace(email, "", StringComparison.OrdinalIgnoreCase), "CfDJ8[A-Za-z0-9_-]+|<!--.*?-->", "", RegexOptions.Singleline);
}

using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Layout;

namespace WeixinWeChat.Portal.Tests.Layout;

public sealed class NavEntryTests
{
    private static readonly Person Member = new("1", "Lin", "lin@example.com", new HashSet<string>());
    private static readonly Person Reviewer = new("2", "Rui", "rui@example.com", new HashSet<string> { PlatformRoles.Reviewer });

    [Theory]
    [InlineData("/a/{AppId}/campaigns", Permissions.CampaignsWrite, true, true)]
    [InlineData("/a/{AppId}/campaigns", Permissions.CampaignsWrite, false, false)]
    [InlineData("/a/{AppId}/about", Permissions.SignedIn, false, false)]
    [InlineData("/", Permissions.SignedIn, false, true)]
    [InlineData("/review", Permissions.CasesReview, true, false)]
    public void A_member_sees_what_the_account_in_the_address_allows(string href, string permission, bool isMember, bool shown) =>
        Entry(href, permission).IsShownTo(Member, isMember ? MemberRole.Administrator : null).Should().Be(shown);

    [Fact]
    public void A_reviewer_sees_the_queue_and_no_account()
    {
        Entry("/review", Permissions.CasesReview).IsShownTo(Reviewer, null).Should().BeTrue();
        Entry("/a/{AppId}", Permissions.AccountView).IsShownTo(Reviewer, null).Should().BeFalse();
    }

    [Fact]
    public void The_address_names_the_open_account() => Entry("/a/{AppId}/campaigns", Permissions.CampaignsWrite).AddressFor("wx12").Should().Be("/a/wx12/campaigns");

    private static NavEntry Entry(string href, string permission) => NavEntry.Of<LayoutTexts>(NavGroup.Content, "Menu", "campaign", href, permission, order: 1);
}

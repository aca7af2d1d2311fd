using System.Text.RegularExpressions;

namespace WeixinWeChat.Isolation.Tests.Architecture;

/// <summary>
/// Odd text is typed into every field. Those of forms that work without a script are counted where they are tried, in
/// <see cref="Running.OddTextTests"/>; these are the ones that need a circuit.
/// </summary>
public sealed partial class OddTextFieldTests
{
    // How many fields a file draws, and where odd text is typed into them. A field more is tried there first, and then counted here.
    private static readonly (string File, int Fields, string Tests)[] Tried =
    [
        ("src/Portal/Accounts/AccountFields.razor", 2, "tests/WeChat.Tests/Accounts/RegisterPageTests.cs"),
        ("src/Portal/Accounts/PhonePanel.razor", 2, "tests/Portal.Tests/Accounts/AccountPagesTests.cs"),
        ("src/Portal/Accounts/SettingsPage.razor", 2, "tests/Portal.Tests/Accounts/AccountPagesTests.cs"),
        ("src/Portal/Campaigns/CampaignEditor.razor", 6, "tests/Portal.Tests/Campaigns/CampaignPageTests.cs"),
        ("src/Portal/Comments/DeskItem.razor", 1, "tests/Portal.Tests/Comments/CommentDeskPageTests.cs"),
        ("src/Portal/Complaints/CasePage.razor", 2, "tests/Portal.Tests/Complaints/CasePageTests.cs"),
        ("src/Portal/Games/EntryPage.razor", 7, "tests/Portal.Tests/Games/EntryPageTests.cs"),
        ("src/Portal/Platform/StaffPage.razor", 1, "tests/Portal.Tests/Platform/StaffPageTests.cs"),
        ("src/Portal/Subscribers/FollowersPage.razor", 1, "tests/Portal.Tests/Subscribers/FollowersPageTests.cs"),
        ("src/Portal/Subscribers/TagsPage.razor", 1, "tests/Portal.Tests/Subscribers/TagsPageTests.cs"),
        ("src/WeChat/Accounts/RegisterPage.razor", 8, "tests/WeChat.Tests/Accounts/RegisterPageTests.cs"),
        ("src/Weixin/Accounts/RegisterPage.razor", 5, "tests/Weixin.Tests/Accounts/RegisterPageTests.cs"),
        ("src/Weixin/RedPackets/CampaignGiftPage.razor", 5, "tests/Weixin.Tests/RedPackets/CampaignGiftPageTests.cs"),
        ("src/Weixin/CardsAndOffers/CardEditor.razor", 8, "tests/Weixin.Tests/CardsAndOffers/CardPagesTests.cs"),
        ("src/Weixin/CardsAndOffers/CardReviewPage.razor", 2, "tests/Weixin.Tests/CardsAndOffers/CardPagesTests.cs"),
        ("src/Weixin/CardsAndOffers/CopyWithdrawal.razor", 2, "tests/Weixin.Tests/CardsAndOffers/CardPagesTests.cs"),
        ("src/Weixin/CardsAndOffers/IssuePanel.razor", 1, "tests/Weixin.Tests/CardsAndOffers/CardPagesTests.cs"),
        ("src/Weixin/CardsAndOffers/RedeemPage.razor", 1, "tests/Weixin.Tests/CardsAndOffers/CardPagesTests.cs"),
        ("src/Weixin/CardsAndOffers/ShopStaffPage.razor", 1, "tests/Weixin.Tests/CardsAndOffers/CardPagesTests.cs"),
        ("src/Weixin/CardsAndOffers/StockPanel.razor", 1, "tests/Weixin.Tests/CardsAndOffers/CardPagesTests.cs"),
        ("src/Weixin/CardsAndOffers/StoresPage.razor", 1, "tests/Weixin.Tests/CardsAndOffers/CardPagesTests.cs"),
        ("src/Weixin/Members/ExchangePanel.razor", 2, "tests/Weixin.Tests/Members/MemberPagesTests.cs"),
        ("src/Weixin/Members/MemberPage.razor", 2, "tests/Weixin.Tests/Members/MemberPagesTests.cs"),
        ("src/Weixin/Members/MembersPage.razor", 1, "tests/Weixin.Tests/Members/MemberPagesTests.cs"),
        ("src/Weixin/Members/PlanEditor.razor", 2, "tests/Weixin.Tests/Members/MemberPagesTests.cs"),
        ("src/Weixin/Payments/RefundDialog.razor", 2, "tests/Weixin.Tests/Payments/TakingsPageTests.cs"),
        ("src/Weixin/Payments/SettlementPanel.razor", 3, "tests/Weixin.Tests/Payments/TakingsPageTests.cs"),
        ("src/Weixin/Payments/TakingsPage.razor", 2, "tests/Weixin.Tests/Payments/TakingsPageTests.cs"),
        ("src/Weixin/Payments/TillPage.razor", 3, "tests/Weixin.Tests/Payments/TillPageTests.cs"),
        ("src/Weixin/Cinema/DoorPage.razor", 1, "tests/Weixin.Tests/Cinema/ChainPagesTests.cs"),
        ("src/Weixin/Cinema/HousesPage.razor", 8, "tests/Weixin.Tests/Cinema/ChainPagesTests.cs"),
        ("src/Weixin/Cinema/ProgrammePage.razor", 2, "tests/Weixin.Tests/Cinema/ChainPagesTests.cs"),
        ("src/Weixin/Review/CaseFacts.razor", 1, "tests/Weixin.Tests/Review/ReviewPagesTests.cs"),
        ("src/Weixin/Review/MarkEditor.razor", 2, "tests/Weixin.Tests/Review/ReviewPagesTests.cs"),
        ("src/Weixin/Verification/SubjectForm.razor", 1, "tests/Weixin.Tests/Verification/VerificationPageTests.cs"),
    ];

    // They draw what another file asks for.
    private static readonly string[] Makers = ["src/Portal/Accounts/ChoiceField.razor", "src/Portal/Accounts/Field.razor", "src/Portal/Identity/TextField.razor"];

    [Fact]
    public void Every_field_that_needs_a_circuit_is_tried_with_odd_text()
    {
        var found = Sources.Under("src", ".razor").Where(file => !Makers.Contains(file.Path))
            .Select(file => (File: file.Path, Fields: Typed().Count(file.Text))).Where(file => file.Fields > 0);

        found.Should().BeEquivalentTo(Tried.Select(row => (row.File, row.Fields)));
        foreach (var (_, _, tests) in Tried)
            File.ReadAllText(Path.Combine(Sources.Root, tests)).Should().Contain("OddText", tests);
    }

    // A field with a name is sent by a browser itself.
    [GeneratedRegex("""<(?:(?:Choice)?Field|Mud(?:Text|Numeric)Field|MudAutocomplete|Mud\w+Picker|(?:input|textarea)(?![^>]*\b(?:type="(?:hidden|checkbox|radio|file)"|name=)))\s""")]
    private static partial Regex Typed();
}

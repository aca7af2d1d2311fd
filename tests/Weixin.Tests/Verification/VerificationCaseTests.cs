namespace WeixinWeChat.Weixin.Verification;

public sealed class VerificationCaseTests
{
    private static readonly DateTime Now = new(2026, 11, 23, 2, 0, 0, DateTimeKind.Utc);

    // Said a second time, by hand: the table in the entity must agree with it, pair by pair.
    private static readonly string[] Drawn =
    [
        "Draft Fill Draft", "Draft Submit Submitted", "Draft Withdraw Withdrawn",
        "Submitted Claim InReview", "Submitted Withdraw Withdrawn",
        "InReview Claim InReview", "InReview Release Submitted", "InReview RequestCorrection CorrectionRequested", "InReview Approve Approved", "InReview Refuse Refused",
        "CorrectionRequested Fill CorrectionRequested", "CorrectionRequested Submit Submitted", "CorrectionRequested Withdraw Withdrawn", "CorrectionRequested Lapse Refused",
    ];

    public static TheoryData<CaseState, CaseVerb> AllPairs()
    {
        var pairs = new TheoryData<CaseState, CaseVerb>();
        foreach (var state in Enum.GetValues<CaseState>())
        {
            foreach (var verb in Enum.GetValues<CaseVerb>())
                pairs.Add(state, verb);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(AllPairs))]
    public void A_move_that_is_not_drawn_is_refused_and_changes_nothing(CaseState state, CaseVerb verb)
    {
        var verification = In(state);
        var (version, drawn) = (verification.Version, Drawn.SingleOrDefault(line => line.StartsWith($"{state} {verb} ", StringComparison.Ordinal)));

        var refusal = Do(verification, verb);

        if (drawn is null)
        {
            refusal.Should().Be(CaseRefusal.NotInThisState);
            verification.State.Should().Be(state);
            verification.Version.Should().Be(version);
        }
        else
        {
            refusal.Should().BeNull();
            verification.State.ToString().Should().Be(drawn.Split(' ')[2]);
            verification.Version.Should().NotBe(version);
        }

        VerificationCase.Allows(state, verb).Should().Be(drawn is not null);
    }

    [Fact]
    public void An_ended_case_makes_room_for_a_new_one()
    {
        foreach (var state in new[] { CaseState.Approved, CaseState.Refused, CaseState.Withdrawn })
            In(state).LiveAccountId.Should().BeNull();
        foreach (var state in new[] { CaseState.Draft, CaseState.Submitted, CaseState.InReview, CaseState.CorrectionRequested })
            In(state).LiveAccountId.Should().Be(7);
    }

    [Fact]
    public void Only_the_reviewer_who_holds_the_case_decides_it()
    {
        In(CaseState.InReview).Approve("stranger", Now).Should().Be(CaseRefusal.HeldByAnother);
        In(CaseState.InReview).Refuse("stranger", Now).Should().Be(CaseRefusal.HeldByAnother);
        In(CaseState.InReview).RequestCorrection("stranger", Now).Should().Be(CaseRefusal.HeldByAnother);
        In(CaseState.InReview).Release("stranger").Should().Be(CaseRefusal.HeldByAnother);
    }

    [Fact]
    public void A_claim_keeps_colleagues_away_until_it_times_out()
    {
        var verification = In(CaseState.InReview);
        verification.Claim("stranger", Now + VerificationCase.ClaimTime - TimeSpan.FromSeconds(1)).Should().Be(CaseRefusal.HeldByAnother);
        verification.Claim("stranger", Now + VerificationCase.ClaimTime).Should().BeNull();
        verification.ReviewerId.Should().Be("stranger");
    }

    [Fact]
    public void It_is_sent_back_as_often_as_allowed_and_no_more()
    {
        var verification = In(CaseState.InReview, corrections: 2);
        for (var left = 1; left >= 0; left--)
        {
            verification.RequestCorrection("reviewer", Now).Should().BeNull();
            verification.CorrectionsLeft.Should().Be(left);
            verification.Submit(Now, Now);
            verification.Claim("reviewer", Now);
        }

        verification.RequestCorrection("reviewer", Now).Should().Be(CaseRefusal.NoCorrectionsLeft);
        verification.State.Should().Be(CaseState.InReview);
    }

    [Fact]
    public void A_correction_comes_in_time_or_not_at_all()
    {
        var late = Now.AddDays(VerificationCase.CorrectionDays).AddSeconds(1);
        In(CaseState.CorrectionRequested).Submit(late, late).Should().Be(CaseRefusal.DeadlinePassed);
        In(CaseState.CorrectionRequested).Lapse(late.AddSeconds(-2)).Should().Be(CaseRefusal.NotOverdue);
        In(CaseState.CorrectionRequested).Lapse(late).Should().BeNull();
    }

    private static VerificationCase In(CaseState state, int corrections = 3)
    {
        var verification = VerificationCase.Start(7, corrections, Now);
        if (state == CaseState.Draft) return verification;
        if (state == CaseState.Withdrawn)
        {
            verification.Withdraw(Now);
            return verification;
        }

        verification.Submit(Now, Now.AddDays(1));
        if (state == CaseState.Submitted) return verification;
        verification.Claim("reviewer", Now);
        if (state == CaseState.CorrectionRequested) verification.RequestCorrection("reviewer", Now);
        if (state == CaseState.Approved) verification.Approve("reviewer", Now);
        if (state == CaseState.Refused) verification.Refuse("reviewer", Now);
        verification.State.Should().Be(state);
        return verification;
    }

    private static CaseRefusal? Do(VerificationCase verification, CaseVerb verb) => verb switch
    {
        CaseVerb.Fill => verification.Fill(SubjectData.Empty),
        CaseVerb.Submit => verification.Submit(Now, Now.AddDays(1)),
        CaseVerb.Withdraw => verification.Withdraw(Now),
        CaseVerb.Claim => verification.Claim("reviewer", Now),
        CaseVerb.Release => verification.Release("reviewer"),
        CaseVerb.RequestCorrection => verification.RequestCorrection("reviewer", Now),
        CaseVerb.Approve => verification.Approve("reviewer", Now),
        CaseVerb.Refuse => verification.Refuse("reviewer", Now),
        CaseVerb.Lapse => verification.Lapse(Now.AddDays(VerificationCase.CorrectionDays + 1)),
        _ => throw new ArgumentOutOfRangeException(nameof(verb)),
    };
}

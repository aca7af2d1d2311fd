using System.Diagnostics.CodeAnalysis;

namespace WeixinWeChat.Core.Editions;

/// <summary>
/// What reading a typed text came to: a value in its one normal form, or what is wrong with it, in words that can stand beside the field.
/// </summary>
/// <typeparam name="TValue">What was read.</typeparam>
/// <typeparam name="TProblem">The ways in which such a text can be wrong.</typeparam>
public sealed record Reading<TValue, TProblem>
    where TValue : class
    where TProblem : struct, Enum
{
    private Reading(TValue? value, TProblem? problem, Bilingual reason)
    {
        Value = value;
        Problem = problem;
        Reason = reason;
    }

    /// <summary>The value; null exactly when there is a problem.</summary>
    public TValue? Value { get; }

    /// <summary>What is wrong; null exactly when there is a value.</summary>
    public TProblem? Problem { get; }

    /// <summary>The problem in words; empty when there is none.</summary>
    public Bilingual Reason { get; }

    /// <summary>Was it readable?</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsValid => Value is not null;

    internal static Reading<TValue, TProblem> Good(TValue value) => new(value, null, new("", ""));

    internal static Reading<TValue, TProblem> Bad(TProblem problem, Bilingual reason) => new(null, problem, reason);
}

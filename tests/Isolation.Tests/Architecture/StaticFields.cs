using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace WeixinWeChat.Isolation.Tests.Architecture;

/// <summary>Finds what is static and can change: a field that is written again, or one that holds a thing that can be.</summary>
internal static class StaticFields
{
    private static readonly FrozenSet<Type> Fixed =
    [
        typeof(string), typeof(object), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeSpan), typeof(Guid), typeof(Type), typeof(Uri), typeof(Regex),
        typeof(TimeZoneInfo), typeof(Lock),
        // Read-only once it was used, and made read-only here.
        typeof(JsonSerializerOptions), typeof(CultureInfo),
    ];

    private static readonly FrozenSet<Type> FixedWithWhatTheyHold =
    [
        typeof(Nullable<>), typeof(Lazy<>), typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlySet<>), typeof(IReadOnlyDictionary<,>), typeof(FrozenSet<>), typeof(FrozenDictionary<,>),
        // Counts nothing by itself: it tells a collector, if one listens.
        typeof(System.Diagnostics.Metrics.Counter<>),
        typeof(ImmutableArray<>), typeof(ReadOnlyMemory<>),
    ];

    /// <summary>Types of libraries that hold nothing of ours, each with its reason.</summary>
    private static readonly FrozenDictionary<string, string> FixedElsewhere = new Dictionary<string, string>
    {
        ["SkiaSharp.SKTypeface"] = "a font, drawn with",
        ["SkiaSharp.SKColor"] = "four numbers",
        ["PhoneNumbers.PhoneNumberUtil"] = "the numbering plans of the world",
        ["Quartz.JobKey"] = "a name",
        ["OtpNet.VerificationWindow"] = "two numbers",
        ["System.Threading.SemaphoreSlim"] = "turns at the process's memory, of which two hosts in one process have but one",
        ["System.Diagnostics.ActivitySource"] = "a name to which a collector listens",
        ["System.Diagnostics.Metrics.Meter"] = "a name to which a collector listens",
        ["Microsoft.Extensions.DependencyInjection.ServiceProvider"] = "one option, for the shape of Identity's tables, where no host is",
    }.ToFrozenDictionary();

    /// <summary>All static fields that somebody wrote. What the compiler makes for itself (caches of lambdas) is left out, but not the field behind a property.</summary>
    public static IEnumerable<FieldInfo> Of(Type type) => IsCompilers(type) ? []
        : type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(field => !field.IsLiteral);

    /// <summary>Those of them that can change.</summary>
    public static IEnumerable<string> Changing(Type type) =>
        Of(type).Where(field => !field.IsInitOnly || !IsFixed(field.FieldType, [])).Select(field => $"{field.DeclaringType}.{field.Name}: {field.FieldType.Name}");

    private static bool IsCompilers(Type type) =>
        type.Name.Contains('<') || type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) || type.DeclaringType is { } outer && IsCompilers(outer);

    private static bool IsFixed(Type type, HashSet<Type> asked)
    {
        if (type.IsPrimitive || type.IsEnum || Fixed.Contains(type) || FixedElsewhere.ContainsKey(type.FullName ?? "") || typeof(Delegate).IsAssignableFrom(type) || !asked.Add(type))
            return true;
        if (type.IsGenericType && (FixedWithWhatTheyHold.Contains(type.GetGenericTypeDefinition()) || typeof(ITuple).IsAssignableFrom(type)))
            return type.GetGenericArguments().All(held => IsFixed(held, asked));
        // A class of our own is as fixed as its fields; of a stranger's nothing is known.
        return !type.IsInterface && type.FullName!.StartsWith("WeixinWeChat.", StringComparison.Ordinal)
            && type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).All(field => field.IsInitOnly && IsFixed(field.FieldType, asked))
            && (type.BaseType is null || type.BaseType == typeof(object) || type.BaseType == typeof(ValueType) || IsFixed(type.BaseType, asked));
    }
}

namespace WeixinWeChat.Core.Editions;

/// <summary>Why a typed text is no phone number.</summary>
public enum PhoneProblem
{
    /// <summary>Nothing was typed.</summary>
    Empty = 1,

    /// <summary>Digits are missing.</summary>
    TooShort,

    /// <summary>There are too many digits.</summary>
    TooLong,

    /// <summary>Something other than digits and separators stands there.</summary>
    NotANumber,

    /// <summary>No such country code, or none typed and no country chosen.</summary>
    UnknownCountry,

    /// <summary>The length is right but the country has no such number.</summary>
    NotValidForCountry,

    /// <summary>The prefix can be read in two ways that lead to two different numbers.</summary>
    Ambiguous,
}

/// <summary>The problems in words.</summary>
public static class PhoneProblems
{
    extension(PhoneProblem problem)
    {
        /// <summary>What to tell the person who typed it.</summary>
        public Bilingual Text => problem switch
        {
            PhoneProblem.Empty => new("Enter a phone number.", "请输入手机号。"),
            PhoneProblem.TooShort => new("The number is too short. Check that no digit is missing.", "号码太短，请检查是否漏填数字。"),
            PhoneProblem.TooLong => new("The number is too long. Check that no digit is there twice.", "号码太长，请检查是否多填数字。"),
            PhoneProblem.NotANumber => new("This is not a phone number. Use digits only; spaces and dashes are fine.", "这不是有效的手机号，请只输入数字，可以包含空格和短横线。"),
            PhoneProblem.UnknownCountry => new("Choose the country, or begin the number with + and the country code.", "请选择国家或地区，或以 + 和国家/地区代码开头输入号码。"),
            PhoneProblem.NotValidForCountry => new("There is no such number in that country. Check the digits and the country.", "该国家或地区没有这样的号码，请检查号码和所选国家或地区。"),
            PhoneProblem.Ambiguous => new("The number can be read in two ways. Begin it with + and the country code.", "号码存在两种读法，请以 + 和国家/地区代码开头输入。"),
            _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, null),
        };
    }
}

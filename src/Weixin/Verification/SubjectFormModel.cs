namespace WeixinWeChat.Weixin.Verification;

/// <summary>What is typed in the form, before anything is checked.</summary>
public sealed class SubjectFormModel
{
    private readonly Dictionary<CaseField, string> typed = SubjectData.Fields.ToDictionary(field => field, _ => "");

    /// <summary>A field's text.</summary>
    public string this[CaseField field]
    {
        get => typed[field];
        set => typed[field] = value ?? "";
    }

    /// <summary>All of it.</summary>
    public SubjectData Data => SubjectData.Fields.Aggregate(SubjectData.Empty, (data, which) => data.With(which, typed[which]));

    /// <summary>Takes over what is stored.</summary>
    /// <param name="data">As the case holds it.</param>
    /// <param name="keep">Fields whose typed text stays.</param>
    public void Fill(SubjectData data, IReadOnlySet<CaseField>? keep = null)
    {
        foreach (var field in SubjectData.Fields)
        {
            if (keep?.Contains(field) != true) typed[field] = field == CaseField.ContactPhone ? PhoneWords.Spaced(data[field]) : data[field];
        }
    }
}

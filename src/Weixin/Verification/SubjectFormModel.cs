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
    public void Fill(SubjectData data)
    {
        foreach (var field in SubjectData.Fields) typed[field] = data[field];
    }
}

namespace WeixinWeChat.Weixin.Review;

/// <summary>Names the texts of the reviewers' console.</summary>
public sealed class ReviewTexts;

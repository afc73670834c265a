namespace TencentLvb.Emulator;

/// <summary>Represents the response of an interface before a shape is applied.</summary>
internal sealed class Reply
{
    private Reply(int ret, string message)
    {
        Ret = ret;
        Message = message;
    }

    public int Ret { get; }

    public string Message { get; }

    /// <summary>Gets what writes the fields of <c>output</c>; null if it has none.</summary>
    public Action<AnswerJson>? Fields { get; private init; }

    /// <summary>Gets whether <c>output</c> is an array of one object (Live_Channel_GetStatus).</summary>
    public bool InArray { get; private init; }

    /// <summary>Gets whether <c>output</c> is a list without rows, which some shapes omit.</summary>
    public bool NoRows { get; private init; }

    /// <summary>Gets the whole body, for responses without the common envelope.</summary>
    public byte[]? Body { get; private init; }

    public static Reply Done(string message = "") => new(Codes.Ok, message);

    public static Reply Object(Action<AnswerJson> fields, bool noRows = false) =>
        new(Codes.Ok, "return successfully!") { Fields = fields, NoRows = noRows };

    public static Reply ArrayOfOne(Action<AnswerJson> fields) => new(Codes.Ok, "return successfully!") { Fields = fields, InArray = true };

    public static Reply Statistics(Action<AnswerJson> fields, bool noRows = false) =>
        new(Codes.Ok, "query data successfully") { Fields = fields, NoRows = noRows };

    public static Reply Error(int ret, string message, bool inArray = false) => new(ret, message) { InArray = inArray };

    public static Reply Raw(int ret, byte[] body) => new(ret, "") { Body = body };
}

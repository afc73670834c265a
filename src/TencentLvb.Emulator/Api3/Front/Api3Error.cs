namespace TencentLvb.Emulator;

/// <summary>Represents an error of API 3.0. The code is part of the contract; the text is only for people.</summary>
#pragma warning disable CA1032 // Thrown with both values, and caught, only in this assembly.
internal sealed class Api3Error(string code, string message) : Exception(message)
#pragma warning restore CA1032
{
    public string Code { get; } = code;
}

/// <summary>Creates the errors that every action can return.</summary>
internal static class CommonErrors
{
    public static Api3Error SignatureFailure() =>
        new("AuthFailure.SignatureFailure", "The provided credentials could not be validated. Please check your signature is correct.");

    public static Api3Error SignatureExpire() => new("AuthFailure.SignatureExpire", "Signature expired.");

    public static Api3Error InvalidAuthorization(string why) =>
        new("AuthFailure.InvalidAuthorization", "The Authorization header is not valid: " + why);

    public static Api3Error SecretIdNotFound() => new("AuthFailure.SecretIdNotFound", "The SecretId is not found.");

    public static Api3Error TokenFailure() => new("AuthFailure.TokenFailure", "The token is not valid or has expired.");

    public static Api3Error Unauthorized(string requestId, string service, string action) => new(
        "AuthFailure.UnauthorizedOperation",
        $"[request id:{requestId}]you are not authorized to perform operation ({service}:{action})\nresource (*) has no permission");

    public static Api3Error StopService() => new("ResourceNotFound.StopService", "The service has been suspended due to account arrears.");

    public static Api3Error InvalidAction() => new("InvalidAction", "The API does not exist.");

    public static Api3Error NoSuchVersion(string version) => new("NoSuchVersion", $"The API version `{version}` does not exist.");

    public static Api3Error TooLarge(int limit) =>
        new("RequestSizeLimitExceeded", $"The request exceeds the size limit of {Wire.Text(limit)} bytes.");

    public static Api3Error RateLimit(int seen, int limit) => new(
        "RequestLimitExceeded",
        $"Your current request times equals to `{Wire.Text(seen)}` in a second, which exceeds the frequency limit `{Wire.Text(limit)}` "
            + "for a second. Please reduce the frequency of calls.");

    public static Api3Error Missing(string name) => new("MissingParameter", $"The request is missing a required parameter `{name}`.");

    public static Api3Error Unknown(string name) => new("UnknownParameter", $"The parameter `{name}` is not recognized.");

    public static Api3Error WrongType(string name, string wanted) =>
        new("InvalidParameter", $"The value of parameter `{name}` is not of type `{wanted}`.");

    public static Api3Error Invalid(string name, string why) => new("InvalidParameter", $"The parameter `{name}` is not valid: {why}.");

    public static Api3Error InvalidValue(string name, string why) =>
        new("InvalidParameterValue", $"The value of parameter `{name}` is not valid: {why}.");
}

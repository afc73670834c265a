using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace TencentLvb.Shell;

/// <summary>Where the engine asks. With -NonInteractive every question is an error, as in pwsh.</summary>
internal sealed partial class ShellUI
{
    private readonly LineEditor _answers = new();

    public override string ReadLine()
    {
        RefuseWhenNonInteractive("Read-Host");
        return _answers.Read("") ?? "";
    }

    public override SecureString ReadLineAsSecureString()
    {
        RefuseWhenNonInteractive("Read-Host");
        return LineEditor.ReadSecure("");
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        RefuseWhenNonInteractive(message);
        WriteCaption(caption, message);
        var answers = new Dictionary<string, PSObject>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in descriptions)
        {
            answers[field.Name] = AskField(field);
        }

        return answers;
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        RefuseWhenNonInteractive(message);
        WriteCaption(caption, message);
        var keys = new string[choices.Count];
        var question = "";
        for (var i = 0; i < choices.Count; i++)
        {
            var label = choices[i].Label;
            var mark = label.IndexOf('&', StringComparison.Ordinal);
            keys[i] = mark >= 0 && mark + 1 < label.Length ? label.Substring(mark + 1, 1).ToUpperInvariant() : label;
            question += $"[{keys[i]}] {label.Replace("&", "", StringComparison.Ordinal)}  ";
        }

        question += defaultChoice >= 0 ? $"[?] Help (default is \"{keys[defaultChoice]}\"): " : "[?] Help: ";
        while (true)
        {
            var answer = (_answers.Read(question) ?? throw NobodyAnswers(message)).Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
            {
                return defaultChoice;
            }

            for (var i = 0; i < choices.Count; i++)
            {
                var label = choices[i].Label.Replace("&", "", StringComparison.Ordinal);
                if (answer.Equals(keys[i], StringComparison.OrdinalIgnoreCase) || answer.Equals(label, StringComparison.OrdinalIgnoreCase))
                {
                    return i;
                }

                if (answer == "?")
                {
                    WriteLine($"{keys[i]} - {choices[i].HelpMessage}");
                }
            }
        }
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options)
    {
        RefuseWhenNonInteractive(message);
        WriteCaption(caption, message);
        var user = string.IsNullOrEmpty(userName) ? _answers.Read("User: ") : userName;
        return string.IsNullOrEmpty(user)
            ? throw NobodyAnswers(message)
            : new PSCredential(user, LineEditor.ReadSecure($"Password for user {user}: "));
    }

    private PSObject AskField(FieldDescription field)
    {
        if (!LanguagePrimitives.TryConvertTo(field.ParameterTypeFullName, out Type type))
        {
            type = typeof(string);
        }

        if (type == typeof(SecureString))
        {
            return PSObject.AsPSObject(LineEditor.ReadSecure($"{field.Name}: "));
        }

        if (type == typeof(PSCredential))
        {
            return PSObject.AsPSObject(PromptForCredential("", "", "", field.Name));
        }

        if (type.IsArray)
        {
            var items = new List<string>();
            while (_answers.Read(string.Create(CultureInfo.InvariantCulture, $"{field.Name}[{items.Count}]: ")) is { Length: > 0 } item)
            {
                items.Add(item);
            }

            return PSObject.AsPSObject(items.ToArray());
        }

        return PSObject.AsPSObject(_answers.Read($"{field.Name}: ") ?? throw NobodyAnswers(field.Name));
    }

    private void WriteCaption(string caption, string message)
    {
        foreach (var line in (string[])[caption, message])
        {
            if (!string.IsNullOrEmpty(line))
            {
                WriteLine(line);
            }
        }
    }

    private void RefuseWhenNonInteractive(string question)
    {
        if (nonInteractive)
        {
            throw NobodyAnswers(question);
        }
    }

    private static HostException NobodyAnswers(string question) => new(
        $"The shell runs without anybody to ask, and this needs an answer: {question}. Give the value as a parameter, or run without -NonInteractive.",
        null, "PromptNotPossible", ErrorCategory.ResourceUnavailable);
}

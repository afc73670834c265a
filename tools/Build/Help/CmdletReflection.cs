using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace TencentLvb.Build.Help;

/// <summary>The contents of a page according to the cmdlet: sets, parameters and their properties. The prose stays empty.</summary>
public static class CmdletReflection
{
    private static readonly HashSet<string> Common = [.. PSCmdlet.CommonParameters];

    public static IEnumerable<HelpPage> Pages(Assembly module) =>
        from type in module.GetExportedTypes()
        let cmdlet = type.GetCustomAttribute<CmdletAttribute>()
        where cmdlet is not null && !type.IsAbstract
        let name = $"{cmdlet.VerbName}-{cmdlet.NounName}"
        orderby name
        select Page(name, type);

    public static Type TypeOf(Assembly module, string cmdlet) => module.GetExportedTypes()
        .Single(t => t.GetCustomAttribute<CmdletAttribute>() is { } a && $"{a.VerbName}-{a.NounName}" == cmdlet);

    private static HelpPage Page(string name, Type type)
    {
        var sets = new CmdletInfo(name, type).ParameterSets;
        var instance = Activator.CreateInstance(type)!;
        try
        {
            return new HelpPage
            {
                Cmdlet = name,
                Syntaxes = [.. sets.OrderByDescending(s => s.IsDefault).ThenBy(s => s.Name, StringComparer.Ordinal)
                    .Select(s => Syntax(name, s, sets.Count == 1))],
                Parameters = [.. sets.SelectMany(Shown).GroupBy(p => p.Name)
                    .OrderBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => new HelpParameter(g.Key, "", Facts(g.Key, sets, instance)))],
                Outputs = [.. type.GetCustomAttributes<OutputTypeAttribute>().SelectMany(a => a.Type).Select(t => new HelpType(t.Name, ""))
                .DistinctBy(t => t.Name)],
            };
        }
        finally
        {
            (instance as IDisposable)?.Dispose();
        }
    }

    private static IEnumerable<CommandParameterInfo> Shown(CommandParameterSetInfo set)
        => set.Parameters.Where(p => !Common.Contains(p.Name));

    private static HelpSyntax Syntax(string cmdlet, CommandParameterSetInfo set, bool isOnly)
    {
        var ordered = Shown(set)
            .OrderBy(p => p.Position < 0 ? int.MaxValue : p.Position)
            .ThenBy(p => !p.IsMandatory)
            .ThenBy(p => Last.IndexOf(p.Name));
        var text = string.Join(' ', ordered.Select(One).Prepend(cmdlet).Append("[<CommonParameters>]"));
        return new HelpSyntax(isOnly ? null : set.Name, set.IsDefault || isOnly, Wrap(text));
    }

    // Common parameters follow the cmdlet's own.
    private static readonly List<string> Last = ["Connection", "First", "Skip", "IncludeTotalCount", "PassThru", "Force",
        "WhatIf", "Confirm"];

    private static string One(CommandParameterInfo parameter)
    {
        var name = parameter.Position < 0 ? "-" + parameter.Name : $"[-{parameter.Name}]";
        var value = parameter.ParameterType == typeof(SwitchParameter) ? "" : $" <{TypeName(parameter.ParameterType)}>";
        return parameter.IsMandatory ? name + value : $"[{name}{value}]";
    }

    private static string Wrap(string text)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Replace(" [", "\n[", StringComparison.Ordinal).Replace(" -", "\n-", StringComparison.Ordinal).Split('\n'))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > 110)
            {
                lines.Add(line);
                line = " " + word;
            }
            else
            {
                line = line.Length == 0 ? word : line + " " + word;
            }
        }

        return string.Join('\n', lines.Append(line));
    }

    private static List<ParameterFacts> Facts(string name, System.Collections.ObjectModel.ReadOnlyCollection<CommandParameterSetInfo> sets,
        object instance)
    {
        var found = sets.SelectMany(s => Shown(s).Where(p => p.Name == name).Select(p => (Set: s.Name, Facts: Facts(p, instance))))
            .ToList();
        var groups = found.GroupBy(f => f.Facts, f => f.Set).ToList();
        return groups.Count == 1 && found.Count == sets.Count
            ? [groups[0].Key]
            : [.. groups.Select(g => g.Key with { Sets = string.Join(", ", g) }).OrderBy(f => f.Sets, StringComparer.Ordinal)];
    }

    private static ParameterFacts Facts(CommandParameterInfo parameter, object instance) => new()
    {
        Type = TypeName(parameter.ParameterType),
        Aliases = string.Join(", ", parameter.Aliases),
        AcceptedValues = AcceptedValues(parameter),
        Required = parameter.IsMandatory,
        Position = parameter.Position < 0 ? "Named" : parameter.Position.ToString(CultureInfo.InvariantCulture),
        PipelineInput = (parameter.ValueFromPipelineByPropertyName, parameter.ValueFromPipeline) switch
        {
            (true, true) => "True (ByPropertyName, ByValue)",
            (true, false) => "True (ByPropertyName)",
            (false, true) => "True (ByValue)",
            _ => "False",
        },
        Default = Default(parameter, instance),
        Wildcards = parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any(),
    };

    private static string TypeName(Type type) => (Nullable.GetUnderlyingType(type) ?? type).Name;

    private static string AcceptedValues(CommandParameterInfo parameter)
    {
        if (parameter.Attributes.OfType<ValidateSetAttribute>().FirstOrDefault() is { } set)
        {
            return string.Join(", ", set.ValidValues);
        }

        var type = parameter.ParameterType.IsArray ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum ? string.Join(", ", Enum.GetNames(type)) : "";
    }

    private static string Default(CommandParameterInfo parameter, object instance)
    {
        if (parameter.ParameterType == typeof(SwitchParameter))
        {
            return "False";
        }

        if (parameter.IsMandatory)
        {
            return "None";
        }

        var property = instance.GetType().GetProperty(parameter.Name);
        var value = property?.GetValue(instance);
        return value switch
        {
            // No limit.
            null or int.MaxValue => "None",
            IEnumerable list and not string => string.Join(", ", list.Cast<object>()) is { Length: > 0 } text ? text : "None",
            ValueType when value.Equals(Activator.CreateInstance(value.GetType())) && !value.GetType().IsEnum => "None",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() is { Length: > 0 } text ? text : "None",
        };
    }
}

namespace TencentLvb.Emulator;

/// <summary>Holds the callback templates and rules of the account.</summary>
internal sealed class CallbackSettings
{
    public const int MostTemplates = 50;
    private readonly List<CallbackTemplate> _templates = [];
    private readonly List<CallbackRule> _rules = [];
    private long _id = 17_000;

    /// <summary>Gets or sets the action that is called when a rule was created: from then on events must be posted.</summary>
    public Action RuleCreated { get; set; } = static () => { };

    public IReadOnlyList<CallbackTemplate> Templates => _templates;

    public IReadOnlyList<CallbackRule> Rules => _rules;

    public CallbackTemplate? Find(long id) => _templates.Find(template => template.Id == id);

    public CallbackRule? Find(string pushDomain, string appName) => _rules.Find(rule => rule.Fits(pushDomain, appName));

    public CallbackTemplate? TemplateFor(EmulatedStream stream) =>
        Find(stream.PushDomain, stream.AppName) is { } rule ? Find(rule.TemplateId) : null;

    public bool IsUsed(CallbackTemplate template) => _rules.Exists(rule => rule.TemplateId == template.Id);

    public CallbackTemplate New() => new(++_id);

    public void Add(CallbackTemplate template) => _templates.Add(template);

    public void Remove(CallbackTemplate template) => _templates.Remove(template);

    public void Add(CallbackRule rule)
    {
        _rules.Add(rule);
        RuleCreated();
    }

    public void Remove(CallbackRule rule) => _rules.Remove(rule);
}

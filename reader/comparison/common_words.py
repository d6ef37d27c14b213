"""Words that many news articles have: at least so many in a hundred, one line each.

A word stands for all forms of its stem. Names are not among them.

Source: counted by tests/training/common_words.py in 911 English reports, half of them from
the wires on accidents, crimes, companies and sports (ECB+), half from an American election
campaign (PolNeAR).
"""

COMMON_WORDS = """
50 people year
30 against back because called campaign candidate come day first former get including killed \
    like made make presidential start take three two week win
20 added around attacks between change continue country declined election end fire four going \
    group growth help hit how issue job know lead left long look lost man million month much need \
    next night off old part place play points political reported run second see show support \
    things think through turn voters want way where work
15 again ago among appeared based become believe best came case close early every expected \
    face far few fight five found give good got government head injured interview later law less \
    little lot members move name never nominee number officials open past percent plan poll \
    primary put question race recent record released remains running saying set statement talk \
    team took top trying use vote went whether without
10 able across allow along already announced area attempt away became behind better bring \
    building caused chance charged children claims clear comments company concerns conservative \
    considered cost current damage deal debate decades decided decision described doing done \
    efforts email enough event ever executive fact failed fall family feel find force front game \
    gave getting half hand happened hard held high himself history hold hope hours idea interest \
    keep kind known late leaving led life likely line live major means media meeting message \
    minutes money near nomination noted offer often outside pay personal policy position possible \
    power problem provide push raised reach real really reason received recently responded results \
    return rival role rule season seemed seen served seven side signed six something spoke stand \
    stay stop strong suggested supporters system tell term third thought toward until used view \
    whose wife women wrote
7 account accused acquisition actually address administration affect agreed ahead air always \
    answer anti anything argued arrested attention bad battle block border break car career \
    challenge choice class community conducted contests control course create criticized crowd \
    defend delegates deliver determine different direct driving economic economy either elected \
    especially experts explained fear final financial finished focus forward friends further \
    future gain ground gun guy hear host important information involved joined key large latest \
    legal level limited list local love market moment none opponents order passed pick politicians \
    potential previously prison private process program protect pulled quickly rally rather \
    refugees reporters represents required respect rest round runner saw scene scoring seeking \
    senior series share short single small someone soon speech spending spent spokesman stage step \
    stopped story struggled sure surprise taken targeted test thousands threat together total \
    tried tweet understand using walking words wrong
5 ability acknowledged addressed advantage adviser agreement alleged allies amount appearance \
    approach arrived attended author average avoid banks benefits bid biggest billion billionaire \
    bit board book broke brother brought candidacy cannot carries cast caucuses certain cited \
    compared completed count countries cover crisis critical criticism data date declared deep \
    degree demand details difficult dollars door due earned effect else endorsed ensure \
    establishment estimated evidence example existing expand experience families favor fellow felt \
    fifth figure filed floor focused fourth goal growing handling health heard heart herself \
    higher huge immediately immigrants immigration improve incident increasingly independent \
    insisted investigation itself lack landed largely largest leadership learned liberal longer \
    low managed measures mention met military mind movement murder nine operation opportunity \
    opposed particular particularly pass placed players playoffs pledged pointed policies popular \
    prepared present presidency presumptive prevent previous primaries pro probably promised \
    proposal proposed protest proved putting quarter quite ran range ranked rates referring \
    refused related relationship remarks remember repeatedly request risk road roll safe scheduled \
    secure self send sense sent serious server shared shift significant similar situation son \
    sought source special strategy students success suspect tax television themselves threatened \
    throw tie title tough town track trade treated trouble trust urged value veteran violence \
    visit voice wait warning whole wide writing yards
3 above accept access achieve activists actor addition additional admitted advice advocate \
    afternoon age agencies agenda agent aimed allegedly alone analysts anger announcement approved \
    argument assault assume audience available aware balance ball bear beginning below blame \
    blasted blood body bombs born brief built businessman camp captured card carry cash catch \
    caught champion cheered choose cities clashes clearly climate code committed communities \
    compete completely computers concluded conditions confirmed conflict connected consult \
    contained contenders contract contrast conversation convince corner counter couple credit \
    crime customers cycle daughter denied deserve designed developed development difference \
    direction directly disappointed discuss discussion display divided documents dominated donors \
    double doubt drawing easily easy edge effective electorate eliminate embrace emerged encourage \
    endorsement engaged enjoyed entire environment era escaped established estate eventually \
    exactly exchange excited expectations exploit expressed extended extremely eyes facility \
    factors failure faith familiar fans fast father favorite featured feet fewer filled finance \
    flaw flying foot form fuel gas gathered generally generation giant goes gone guard guilty harm \
    heat highest highlight highly hired identified ignored illegal impact income indicated \
    industry influence initially instance insults intended introduced investigated jumped kept \
    knee knew knock language launched lawmakers lawsuit lay leaning legislation letter lie light \
    link longtime maintain margin massive match material mid miles missed missing mistake monitor \
    mostly mother movie multiple necessary negative neighborhood newly newspaper nominating oil \
    online onto opinion options organize outsider owned owner page parents parties path per \
    percentage perform performance period phone piece plants platform plus politically poor \
    population posed positive potentially powerful practice predicted pressure pretty produced \
    products professional profile promote prompted prospect protesters publicly published pursue \
    quote radical rallies ready reality recalled receiver recognize recommended recovered red \
    reflects regarding region registered regular regulations rejected religious replaced \
    reputation residents responsible reverse rhetoric rich roughly sales save scale scandal search \
    seats sell separate setting shocked simply sit sitting sixth somebody sort sound specific \
    split spokeswoman spot spread stake station status stood store straight strategist strength \
    stretch strongly style subject successful suffered summer surrounding survived tactics \
    technology terrorism terrorist tied tight tone touch touchdown traditional training trial \
    triggered troops true twice ultimately undermine update upon users usually versions violated \
    vowed wage wave weapons wearing website weekend welcome wild willing wing winner worried worry \
    worse worst worth youths zone
2 abortion accelerating accomplished activities activity actress adopted ads adults advised \
    advocacy afford aggressive alcohol alert allegations ally alternative amazing analysis angry \
    annual anticipated anymore apologized apparent appreciate approval aside assessment assets \
    assistance assists assured attracted background badly barely basis beating behalf behavior \
    belief bench bigger blaze blow boasted boos boost boy briefly broadcast broken broker browser \
    buildings businesses celebrating century challenger chanted character chips chosen \
    circumstances classified closely closer collapse colleagues collected combination comfortable \
    command commercial commitment competition competitive complaint complicated comprehensive \
    compromise conclusion condemned confident confront connection consecutive consequences \
    consistent construction content contributions controversial controversy corporate correct \
    coverage crack crossed crucial culture damages danger deadly debt deeply defined definitely \
    delay demonstrate denounced deny deployed deport devastating differences digits disagree \
    discussing dismissed dispute domestic donations download downtown drawn dream driven drove \
    drug easier effectively eighth element eligible elite elsewhere emotional empty engineering \
    error escalated executing exit experienced exposed extreme fairly false fees female fighters \
    fine fit flag followers food fought founder frustrated fully fun function fundraising gap \
    generated gifts gotten grabs graduate greater guaranteed guide halt harder headline \
    headquarters heavily heavy hole homicide hopeful identify immediate implemented impose \
    impossible increasing individual initial inspired install insurance intense intent invest \
    investment investors joke kick knowledge lady laid larger laugh legacy legitimate lesson lift \
    loaded located losses magnitude mail makers malicious maximum meant memory minimum mixed \
    mocked model moderate mogul momentum myself narrow nature nearby necessarily negotiating \
    neighboring net neurosurgeon noticed notion nuclear numerous observers obtained occurred odds \
    offense officially older ongoing operating opportunities original otherwise outcome overseas \
    overturn pack paint panel paper participate peaceful pending perfect personally pollster \
    possibility possibly poverty praised presence priority probation processes profit progress \
    progressive prominent property proud province punch quake quarterback racial rare reaction \
    realize rebounds regularly relatively relatives religion reminded removed repeated reportedly \
    requirement responsibility restore retain revenue rookie roots sat scientists screaming screen \
    scrutiny seed seemingly seized sentences settled seventh sexual shake shape sharp shown shut \
    size skills slow smaller smart smoke software sold space sparked spoken spring staffers stance \
    starting stepped stories strengthen stronger structure stuck study stuff stump substantial \
    suggestion suit supposed surface surge surgery suspended suspicion sweeping swing table tackle \
    tape task tears teenager telephone temporary tensions terrible territory terror testified \
    threw ticket tired topic traffic travel trip truck truly tsunami turnout type undocumented \
    unknown unlikely unusual upset usual various vast vehicular victories violations violent \
    virtually vision volunteer vulnerability vulnerable wake warming weak widely wish witness \
    wonder writer written younger zero
"""

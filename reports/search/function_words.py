"""Words of grammar, in English and French, which say nothing of what a text is about; folded.

Belongs here: the list. Not here: what is common among reports, such as "system": that is counted (`similar`).
"""

_ENGLISH = """
about above across after again against all almost alone along already also although always among and
another any anyone anything are aren around because been before being below between both but can cannot
could did does doing done down during each either else enough etc even ever every everyone everything few
for from further get give given had has have having her here hers him his how however into its itself just
keep kept last least less let like made make makes making many may might more moreover most much must need
needs neither never new next nobody none nor not nothing now off often once one ones only onto other
others otherwise our ours out over own per perhaps put quite rather same say says see several shall she
should since some someone something soon still such take taken takes than that the their theirs them
themselves then there thereby therefore these they thing things this those through throughout thus
together too toward towards two under until upon use used uses using various very via was way ways well
were what whatever when whenever where whereas wherever whether which while who whole whom whose why will
with within without would yet you your yours
"""
_FRENCH = """
afin ailleurs ainsi alors apres assez aucun aucune aupres auquel aussi autant autre autres aux avant avec
avoir avons beaucoup bien cas car ceci cela celle celles celui cependant certain certaine certaines
certains ces cet cette ceux chacun chacune chaque chez comme comment dans depuis des deux devant doit
doivent donc dont elle elles encore ensuite entre est etaient etait etant ete etes etre faire fait faites
font hors ici ils jusque lequel laquelle lesquels lesquelles les leur leurs lors lorsque lui mais meme
memes mes moins mon neanmoins non nos notre nous ont ou outre par parce parfois parmi pas pendant peu peut
peuvent plus plusieurs plutot pour pourquoi pouvoir puis puisque quand que quel quelle quelles quelque
quelques quels qui quoi sans sauf selon sera seront ses seul seule seulement si sinon soit sommes son sont
sous souvent suite sur surtout tandis tant tel telle telles tels toujours tous tout toute toutefois toutes
tres trop une uns vers voici voire vos votre vous
"""
FUNCTION_WORDS = frozenset(_ENGLISH.split() + _FRENCH.split())

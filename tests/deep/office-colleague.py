"""A colleague in LibreOffice: python3 office-colleague.py PROFILE IN OUT edits one report by the interface that macros use. Needs python3-uno."""
import os, subprocess, sys, time
import uno
from com.sun.star.beans import PropertyValue

profile, source, target = sys.argv[1:4]
url = lambda path: uno.systemPathToFileUrl(os.path.abspath(path))
named = lambda name, value: PropertyValue(Name=name, Value=value)
pipe = f'tallybook{os.getpid()}'
accept = f'--accept=pipe,name={pipe};urp;'
office = subprocess.Popen(['soffice', '--headless', '--norestore', '--nologo', f'-env:UserInstallation={url(profile)}', accept])


def connect():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext('com.sun.star.bridge.UnoUrlResolver', local)
    for _ in range(240):
        try:
            return resolver.resolve(f'uno:pipe,name={pipe};urp;StarOffice.ComponentContext')
        except Exception:
            time.sleep(0.25)
    raise SystemExit('LibreOffice does not answer')


try:
    context = connect()
    make = lambda name: context.ServiceManager.createInstanceWithContext(name, context)
    for key, name in (('givenname', 'Ana'), ('sn', 'Colleague')):
        access = make('com.sun.star.configuration.ConfigurationProvider').createInstanceWithArguments(
            'com.sun.star.configuration.ConfigurationUpdateAccess', (named('nodepath', '/org.openoffice.UserProfile/Data'),)
        )
        access.setPropertyValue(key, name)
        access.commitChanges()
    desktop = make('com.sun.star.frame.Desktop')
    document = desktop.loadComponentFromURL(url(source), '_blank', 0, (named('Hidden', True),))

    def find(text):
        search = document.createSearchDescriptor()
        search.SearchString, search.SearchCaseSensitive = text, True
        found = document.findFirst(search)
        if found is None:
            raise SystemExit(f'{text} is not there')
        return found

    document.RecordChanges = True
    find('four members: a shelter').String = 'four members: two shelters'
    find(' An organisation that follows this example should do the same.').String = ''
    end = find('please report it to the publisher.')
    cursor = end.Text.createTextCursorByRange(end)
    cursor.gotoEndOfParagraph(False)
    document.Text.insertControlCharacter(cursor, 0, False)
    document.Text.insertString(cursor, 'The publisher answers within a month.', False)
    comment = document.createInstance('com.sun.star.text.textfield.Annotation')
    comment.Content, comment.Author = 'Say who does.', 'Ana Colleague'
    about = find('which nobody knows')
    about.Text.insertTextContent(about, comment, True)
    number = find('The yearly number rose from 29')
    tail = number.Text.createTextCursorByRange(number.End)
    tail.goLeft(2, True)
    tail.String = '31'
    document.RecordChanges = False
    find('It is written for a body').String = 'This is written for a body'
    document.storeToURL(url(target), (named('FilterName', 'Office Open XML Text'),))
    document.close(True)
    try:
        desktop.terminate()
    except Exception:
        pass
finally:
    try:
        office.wait(30)
    except Exception:
        office.terminate()

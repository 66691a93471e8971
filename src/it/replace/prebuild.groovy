// The project without its greeting, which has given way to the service in this folder's src/.
evaluate(new File(basedir, '../../../src/it/grown.groovy'))
['main', 'test'].each { assert new File(basedir, "src/$it/java/com/example/myapp/hello").deleteDir() }
insert(new File(basedir, 'dependencies.xml').text, '\t</dependencies>')
['GrownService', 'GrownProcess'].each {
	String path = "src/test/java/com/example/myapp/image/${it}.java"
	new File(basedir, path).bytes = new File(basedir, "../../../src/it/grow/$path").bytes
}
true

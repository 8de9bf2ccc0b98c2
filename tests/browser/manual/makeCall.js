wellClient.on('failed', function (e) {
  console.log('failed', e.failedCode, e.failedMsg)
})

wellClient.makeCall('8007', {
  prefix: '9',
  cpa: '1',
  contextId: JSON.stringify({ k1: 'v1' })
})
.done(function (res) {
  console.log('done', res)
})
.fail(function (err) {
  console.log('fail', err)
})
